import { describe, expect, test } from 'vitest';
import { newReport, type Report } from '../../src/domain/reports/report.ts';
import { reportDocument } from '../../src/services/reports/report-document.ts';
import {
  checkNames,
  detailsInWords,
  reportForPartner,
} from '../../src/services/reports/report-for-partner.ts';
import { loadScript, MORNING } from '../support/stage.ts';

const HASH = 'a'.repeat(64);
const OTHER = 'b'.repeat(64);
const TODAY = { day: '2026-11-24', said: 'hari ini' };
const ISO = '2026-11-24T01:00:00.000Z';

/** A report in which everything is filled in, passed on to Bawaslu in full and to Mafindo in short. */
function aReport(changes: Partial<Report> = {}): Report {
  return {
    ...newReport('L1', 'election-breach', MORNING),
    preparedAt: MORNING,
    account: 'Saya Sitti Contohwati melihat amplop dibagikan. Telepon 0812-3456-7890.',
    when: { day: '2026-11-23', said: 'kemarin' },
    known: TODAY,
    place: 'pos ronda dekat rumah Sitti',
    province: 'Papua',
    suspect: 'Tim calon Contoh, 0813-1111-2222, lihat https://calon.example/a',
    link: 'https://video.example/abc dan @akun_contoh',
    witnesses: 'Sitti Contohwati dan dua orang',
    evidence: [
      { kind: 'image', sha256: HASH, receivedAt: MORNING },
      { kind: 'document', sha256: OTHER, receivedAt: MORNING },
      { kind: 'text', receivedAt: MORNING },
    ],
    reporter: {
      ...{ agreedAt: MORNING, version: 'V1', name: 'Sitti Contohwati' },
      ...{ address: 'Jalan Contoh 77', phone: '0812' },
    },
    handOver: {
      ...{ organisation: 'bawaslu', agreedAt: MORNING, version: 1, isFull: true },
      others: [{ organisation: 'mafindo', isFull: false }],
      replies: [
        { question: 0, at: MORNING, text: 'Ya, kata Sitti' },
        { question: 1, at: MORNING, text: '' },
        { partner: 'mafindo', question: 0, at: MORNING, text: 'untuk mafindo' },
      ],
    },
    ...changes,
  };
}

const shown = (report: Report) => ({
  ...{ report, now: MORNING },
  surroundings: { isElectionNear: false },
});

type Referral = Parameters<typeof reportForPartner>[1];
const view = (changes: Partial<Report> = {}, referral: Partial<Referral> = {}) =>
  reportForPartner(shown(aReport(changes)), { organisation: 'bawaslu', ...referral });

const detail = (name: string, changes: Partial<Report> = {}, referral: Partial<Referral> = {}) =>
  view(changes, referral).details.find((each) => each.name === name)?.values;

describe('what an authority sees of a report', () => {
  test('is what happened, where to, until when, and by which proofs', () => {
    expect(view()).toMatchObject({
      ...{ id: 'L1', threat: 'election-breach', destinations: ['bawaslu-report'] },
      ...{ province: 'Papua', happenedOn: '2026-11-23', deadline: '2026-12-01' },
      evidence: [
        { kind: 'image', sha256: HASH },
        { kind: 'document', sha256: OTHER },
        { kind: 'text', sha256: undefined },
      ],
    });
    expect(view()).not.toHaveProperty('isRestricted');
  });

  test('is nothing of who reports: no name of theirs and no number, wherever they stand', () => {
    const all = JSON.stringify(view());
    expect(all).not.toMatch(/Sitti|Contohwati|Jalan Contoh 77|3456/);
    expect(view().account).toBe('Saya [nama] melihat amplop dibagikan. Telepon [nomor telepon].');
    expect(detail('place')).toEqual(['pos ronda dekat rumah [nama]']);
    expect(detail('witnesses')).toEqual(['[nama] dan dua orang']);
    expect(view().replies).toEqual(['Ya, kata [nama]']);
  });

  test.each<[string, Partial<Report>]>([
    ['the story', { account: 'Nama saya Budi Contohan.' }],
    ['the place', { place: 'Nama saya Budi Contohan.' }],
    ['the suspect', { suspect: 'Nama saya Budi Contohan.' }],
    ['the link', { link: 'Nama saya Budi Contohan.' }],
    ['the witnesses', { witnesses: 'Nama saya Budi Contohan.' }],
    ['the day', { when: { said: 'Nama saya Budi Contohan.' } }],
    ['the day it was known', { known: { said: 'Nama saya Budi Contohan.' } }],
    ['the address', { reporter: { agreedAt: 0, version: 1, address: 'Nama saya Budi Contohan.' } }],
    [
      'an answer',
      {
        handOver: {
          ...{ organisation: 'bawaslu', agreedAt: 0, version: 1, isFull: true },
          replies: [{ question: 0, at: 0, text: 'Nama saya Budi Contohan.' }],
        },
      },
    ],
  ])('is not the name that its citizen gives in %s', (_, changes) => {
    const others = { account: 'ada Budi', place: 'Budi', witnesses: 'Budi', ...changes };
    expect(JSON.stringify(view(others))).not.toContain('Budi');
  });

  test('is not the name that they gave for their own file alone, whatever they say of it', () => {
    const { handOver: _, ...rest } = aReport();
    const told = { account: 'Sitti Contohwati ada di situ.', place: 'rumah Sitti Contohwati' };
    const named = { ...rest, ...told, suspect: 'Sitti Contohwati, 0813', witnesses: 'tidak ada' };
    const seen = reportForPartner(shown(named), { organisation: 'bawaslu' });
    expect(seen.account).toBe('[nama] ada di situ.');
    const full = { organisation: 'bawaslu', agreedAt: 0, version: 1, isFull: true, replies: [] };
    const whole = reportForPartner(shown({ ...named, handOver: full }), full);
    expect(JSON.stringify(whole)).not.toContain('Contohwati');
    const { reporter: __, when: ___, known: ____, ...nameless } = named;
    const bare = reportForPartner(shown(nameless), full);
    expect(bare.account).toBe('Sitti Contohwati ada di situ.');
  });

  test('is who is reported, with their number, and links that cannot be followed by mistake', () => {
    const [suspect] = detail('suspect') ?? [];
    expect(suspect).toContain('Tim calon Contoh, 0813-1111-2222');
    expect(suspect).not.toContain('https://calon.example');
    const [link] = detail('link') ?? [];
    expect(link).toContain('@akun_contoh');
    expect(link).not.toContain('https://video.example');
  });

  test('is what the report lacks, only for who may know all of it', () => {
    expect(view().details.map(({ name }) => name)).toEqual([
      ...['place', 'suspect', 'link', 'witnesses', 'formal', 'material'],
    ]);
    expect(detail('formal')?.[0]).toEqual({ need: 'name', isMet: true });
    const short = view({}, { organisation: 'mafindo' });
    expect(short.details).toEqual([]);
    expect(short.replies).toEqual(['untuk mafindo']);
    expect(view({}, { organisation: 'stranger' })).toMatchObject({ details: [], replies: [] });
  });

  test('is no field that is empty', () => {
    const { place: _, witnesses: __, suspect: ___, ...rest } = aReport();
    const { details } = reportForPartner(shown(rest), { organisation: 'bawaslu' });
    expect(details.map(({ name }) => name)).toEqual(['link', 'formal', 'material']);
    const { account: ____, when: _____, link: ______, ...less } = rest;
    expect(reportForPartner(shown(less), { organisation: 'bawaslu' })).toMatchObject({
      ...{ account: undefined, happenedOn: undefined, publicLink: undefined },
    });
    expect(view({ threat: 'public-hoax', link: 'x' }).details.map(({ name }) => name)).toEqual([
      ...['place', 'suspect', 'link', 'witnesses'],
    ]);
  });

  test('is a link alone that is open to all, and no deadline where none runs', () => {
    expect(view({ link: 'rekening 123' }).publicLink).toBeUndefined();
    expect(view().publicLink).toContain('@akun_contoh');
    expect(view({ threat: 'bullying' }).deadline).toBeUndefined();
  });

  test('is nothing that the desk has blacked out, in that field alone', () => {
    const masks = (['account', 'place', 'suspect', 'link', 'witnesses'] as const).map((field) => {
      return { field, at: 0, length: 4 };
    });
    const { account, replies, details } = view(
      {},
      { masks: [...masks, { field: 'reply', reply: 0, at: 0, length: 2 }] },
    );
    expect(account).toMatch(/^\[dihitamkan\] /);
    expect(replies).toEqual(['[dihitamkan], kata [nama]']);
    for (const { values } of details.slice(0, 4)) {
      expect(String(values[0])).toMatch(/^\[dihitamkan\]/);
    }
    const other = { masks: [{ field: 'reply' as const, reply: 1, at: 0, length: 2 }] };
    expect(view({}, other).replies).toEqual(['Ya, kata [nama]']);
  });

  test('is a file where the citizen lets them have that one', () => {
    const { evidence } = view({}, { files: [OTHER] });
    expect(evidence).toEqual([
      { kind: 'image', sha256: HASH },
      { kind: 'document', sha256: OTHER, isKept: true },
      { kind: 'text', sha256: undefined },
    ]);
  });

  test('is no more than that there is one, while its citizen restricts the use of their data', () => {
    expect(view({}, { isRestricted: true, files: [HASH] })).toEqual({
      ...{ id: 'L1', threat: 'election-breach', isRestricted: true },
      ...{ province: undefined, happenedOn: undefined, deadline: undefined },
      ...{ account: undefined, publicLink: undefined },
      ...{ destinations: [], evidence: [], details: [], replies: [] },
    });
  });
});

test('what a partner sees is labelled, and what the report lacks is marked', () => {
  const { details } = view();
  const told = detailsInWords({ script: loadScript() }, 'id', details);
  expect(told[0]).toEqual({
    ...{ name: 'place', label: 'Tempat kejadian' },
    values: ['pos ronda dekat rumah [nama]'],
  });
  const formal = told.find(({ name }) => name === 'formal');
  expect(formal).toMatchObject({ label: 'Syarat formal' });
  expect(formal?.values[0]).toBe('✅ Nama pelapor');
});

test('what was masked and blacked out is counted, and what may be a name is listed once', () => {
  const masks = [{ field: 'reply' as const, reply: 0, at: 0, length: 2 }];
  const seen = checkNames(view({ link: 'https://video.example/a' }, { masks }));
  expect(seen).toMatchObject({ masked: 2, blackedOut: 1 });
  const replies = ['kata Pak Joko Contohan', 'kata Pak Joko Contohan'];
  const { possible, masked } = checkNames({ ...view(), account: undefined, replies });
  expect(masked).toBe(0);
  expect(new Set(possible).size).toBe(possible.length);
  expect(possible.join()).toContain('Joko');
  expect(checkNames({ ...view(), publicLink: '[nama]', replies: [] }).masked).toBe(2);
});

describe('a report as a file', () => {
  test('holds everything that the citizen told, in Indonesian words', () => {
    expect(reportDocument(shown(aReport()))).toEqual({
      ...{ versi: 1, id: 'L1', status: 'disiapkan, belum diajukan', dibuat_pada: ISO },
      ...{ kategori: 'election-breach', kanal_tujuan: ['bawaslu-report'] },
      uraian: aReport().account,
      waktu_kejadian: { hari: '2026-11-23', kata_pelapor: 'kemarin' },
      diketahui_pada: { hari: '2026-11-24', kata_pelapor: 'hari ini' },
      tenggat: { hari: '2026-12-01', pukul: '2026-12-01T07:00:00.000Z' },
      tempat: { uraian: 'pos ronda dekat rumah Sitti', provinsi: 'Papua' },
      ...{ terlapor: aReport().suspect, tautan: aReport().link, saksi: aReport().witnesses },
      bukti: [
        { jenis: 'image', sha256: HASH, diterima_pada: ISO },
        { jenis: 'document', sha256: OTHER, diterima_pada: ISO },
        { jenis: 'text', sha256: null, diterima_pada: ISO },
      ],
      kelengkapan: {
        tujuan: 'bawaslu-report',
        formal: ['name', 'address', 'suspect', 'in-time'].map((syarat) => {
          return { syarat, terpenuhi: true };
        }),
        materiel: ['when', 'place', 'account', 'evidence'].map((syarat) => {
          return { syarat, terpenuhi: true };
        }),
      },
      pelapor: {
        ...{ nama: 'Sitti Contohwati', alamat: 'Jalan Contoh 77', telepon: '0812' },
        izin: { pada: ISO, versi_pemberitahuan: 'V1' },
      },
    });
  });

  test('says of what was not told that it is nothing', () => {
    const bare = newReport('L2', 'public-hoax', MORNING);
    expect(reportDocument(shown({ ...bare, when: { said: 'entah' } }))).toEqual({
      ...{ versi: 1, id: 'L2', status: 'disiapkan, belum diajukan', dibuat_pada: ISO },
      ...{ kategori: 'public-hoax', kanal_tujuan: [], uraian: null, diketahui_pada: null },
      waktu_kejadian: { hari: null, kata_pelapor: 'entah' },
      ...{ tenggat: null, tempat: { uraian: null, provinsi: null } },
      ...{ terlapor: null, tautan: null, saksi: null, bukti: [], kelengkapan: null, pelapor: null },
    });
    const named = { ...bare, reporter: { agreedAt: MORNING, version: 1 } };
    expect(reportDocument(shown(named)).pelapor).toMatchObject({
      ...{ nama: null, alamat: null, telepon: null },
    });
  });
});
