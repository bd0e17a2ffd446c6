import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/domain/reports/report.ts';
import { isVerified } from '../../src/services/reports/report-contacts.ts';
import {
  deadlineText,
  fieldsOf,
  reportBody,
  reportHead,
  reportLine,
} from '../../src/services/reports/report-text.ts';
import {
  aReport,
  aTurnWith,
  DAY,
  deps,
  NOW,
  script,
  TODAY,
  words,
} from '../support/report-stage.ts';

const HASH = 'a'.repeat(64);

const shown = (report: Report, now = NOW) => ({
  ...{ report, now },
  surroundings: { isElectionNear: false },
});

const whole: Partial<Report> = {
  account: 'Amplop dibagikan',
  when: { day: '2026-11-23', said: 'kemarin' },
  known: TODAY,
  place: 'pos ronda',
  province: 'Papua',
  suspect: 'Tim calon',
  link: 'https://video.example/a',
  witnesses: 'dua orang',
  evidence: [
    { kind: 'image', sha256: HASH, receivedAt: NOW },
    { kind: 'text', receivedAt: NOW },
  ],
  reporter: { agreedAt: NOW, version: 1, name: 'Sitti', address: 'Jalan 7', phone: '0812' },
};

describe('the fields of a report', () => {
  test('stand in the order of the form of Bawaslu where it is about an election', () => {
    const keys = (report: Report) => fieldsOf(report, words, 'id').map(({ key }) => key);
    expect(keys(aReport('election-breach', whole))).toEqual([
      ...['matter', 'name', 'address', 'phone', 'suspect', 'link', 'when', 'known'],
      ...['place', 'witnesses', 'evidence', 'account'],
    ]);
    expect(keys(aReport('bullying', whole)).slice(0, 4)).toEqual([
      ...['matter', 'account', 'when', 'known'],
    ]);
    expect(keys(aReport('hate', { ...whole, isOfVote: true }))[1]).toBe('name');
    expect(keys(aReport('hate'))).toEqual(['matter']);
  });

  test('say what the citizen said, and what a day or a proof is', () => {
    const values = (changes: Partial<Report>) =>
      Object.fromEntries(
        fieldsOf(aReport('hate', changes), words, 'id').map(({ key, value }) => [key, value]),
      );
    expect(values(whole)).toMatchObject({
      ...{ matter: 'dugaan ujaran kebencian', account: 'Amplop dibagikan', suspect: 'Tim calon' },
      ...{ when: '23 November 2026 (“kemarin”)', known: '24 November 2026' },
      ...{ place: 'pos ronda', link: 'https://video.example/a', witnesses: 'dua orang' },
      ...{ name: 'Sitti', address: 'Jalan 7', phone: '0812' },
    });
    expect(values(whole).evidence).toBe(
      `${words('kinds.image')} (SHA-256 ${HASH}); keterangan dengan kata-kata`,
    );
    expect(values({ when: { said: 'entah kapan' } })).toMatchObject({ when: 'entah kapan' });
  });

  test('are copied under the number of the report, with who helped and when', () => {
    const body = reportBody(deps, 'id', shown(aReport('hate', { account: 'Orator menghina' })));
    expect(body.split('\n')).toEqual([
      '*LAPORAN L1*',
      '(disiapkan dengan bantuan Posko, 24 November 2026; belum diajukan)',
      '*Perihal:* dugaan ujaran kebencian',
      '*Uraian kejadian:* Orator menghina',
    ]);
  });
});

describe('the head of a report', () => {
  const head = (report: Report, now = NOW) => reportHead(deps, 'id', shown(report, now));

  test('of a breach of election law: Bawaslu first, the deadline, what it lacks, what to bring', () => {
    const parts = head(aReport('election-breach', whole)).split('\n\n');
    expect(parts[0]).toBe('*Berkas laporan L1 sudah siap.*');
    expect(parts[2]).toMatch(/^\*Bawa ke:\* Bawaslu di tempat kejadian\. Datang ke kantor/);
    expect(parts[3]).toMatch(/^\*Tenggat: 1 Desember 2026\*.*16\.00 WIT/);
    expect(parts[4]).toMatch(/^\*Kelengkapan:\*\n✅ Nama pelapor\n/);
    expect(parts[4]).not.toContain('⬜');
    expect(parts[5]).toContain('SigapLapor');
    expect(parts).toHaveLength(6);
    const bare = head(aReport('election-breach'));
    expect(bare).toContain('⬜ Nama pelapor\n⬜ Alamat pelapor');
    expect(bare).toContain('⬜ Uraian kejadian\n⬜ Bukti');
  });

  test.each(['hate', 'bullying', 'public-hoax'] as const)(
    'of %s says that nothing is taken down without a public link',
    (threat) => {
      expect(head(aReport(threat))).toContain('Belum ada tautan');
      expect(head(aReport(threat, { link: '@akun' }))).not.toContain('Belum ada tautan');
    },
  );

  test('of a threat or a scam says nothing of that', () => {
    for (const threat of ['violence', 'scam', 'election-breach'] as const) {
      expect(head(aReport(threat))).not.toContain('Belum ada tautan');
    }
  });

  test('of a hoax that nobody can act on ends there', () => {
    const parts = head(aReport('public-hoax'));
    expect(parts).toContain('belum ada lembaga yang bisa menindaknya');
    expect(parts).not.toMatch(/Bawa ke|Kelengkapan/);
  });

  test('names others too, those alone whose address is known to be right', () => {
    const also = head(aReport('bullying', { link: '@akun' })).split('\n\n')[3] ?? '';
    const [title, ...lines] = also.split('\n');
    expect(title).toBe('*Bisa juga ke:*');
    const names = (['police', 'police-cyber', 'kpai'] as const)
      .filter((name) => isVerified(script, name))
      .map((name) => `• ${script.contacts.get(name)?.name}.`);
    expect(names.length).toBeGreaterThan(0);
    expect(lines.map((line) => line.slice(0, line.indexOf('.') + 1))).toEqual(names);
    const contacts = new Map([...script.contacts].filter(([name]) => name === 'komdigi-content'));
    const alone = { ...deps, script: { ...script, contacts } };
    const report = aReport('bullying', { link: '@akun' });
    expect(reportHead(alone, 'id', shown(report))).not.toContain('Bisa juga');
  });

  test('has no deadline and nothing to bring where no election law sets one', () => {
    expect(head(aReport('bullying', { ...whole, link: '@akun' }))).not.toMatch(
      /Tenggat|SigapLapor/,
    );
  });
});

describe('the deadline of a report', () => {
  const told = (
    changes: Partial<Report>,
    now = NOW,
    threat: Report['threat'] = 'election-breach',
  ) => deadlineText(words, 'id', shown(aReport(threat, changes), now));

  test('is sure where the day is known, and else the earliest that may be', () => {
    expect(told({ known: TODAY })).toMatch(
      /^\*Tenggat: 1 Desember 2026\*, .* WIB\. Itu 7 hari kal/,
    );
    expect(told({})).toMatch(/^\*Tenggat: paling aman 1 Desember 2026\*.* 16\.00 WIB/);
    expect(told({ known: { said: 'entah' } })).toContain('paling aman');
    expect(told({ known: TODAY }, NOW, 'bullying')).toBeUndefined();
  });

  test('counts working days in a general election', () => {
    const account = 'Caleg membagi uang';
    expect(told({ known: TODAY, account })).toContain('7 hari kerja sejak');
    expect(told({ known: TODAY, account }, NOW + 30 * DAY)).toContain('hari kerja sudah lewat');
    expect(told({ known: TODAY }, NOW + 30 * DAY)).toContain(
      'kalender sudah lewat sejak 1 Desember',
    );
  });

  test('runs to the hour at which offices close, and warns of a weekend', () => {
    const closes = Date.parse('2026-12-01T16:00:00+07:00');
    expect(told({ known: TODAY }, closes)).toMatch(/^\*Tenggat/);
    expect(told({ known: TODAY }, closes + 1)).toMatch(/^\*Hitungan/);
    const known = (day: string) => ({ known: { day, said: day } });
    for (const day of ['2026-11-21', '2026-11-22']) {
      expect(told(known(day))).toContain('akhir pekan, jadi datanglah sebelumnya');
    }
    for (const day of ['2026-11-20', '2026-11-23']) {
      expect(told(known(day))).not.toContain('akhir pekan');
    }
  });

  test('stands in the line about a report, unless it was filed or none runs', () => {
    const line = (report: Report, now = NOW) => reportLine(deps, { ...aTurnWith(), now }, report);
    const report = aReport('election-breach', { known: TODAY });
    const about = '• Berkas *L1*: dugaan pelanggaran pemilu.';
    expect(line(report)).toBe(`${about} Tenggat 1 Desember 2026, pukul 16.00 WIB.`);
    const closes = Date.parse('2026-12-01T16:00:00+07:00');
    expect(line(report, closes)).toContain('Tenggat');
    expect(line(report, closes + 1)).toBe(`${about} Hitungan 7 hari berakhir 1 Desember 2026.`);
    expect(line({ ...report, isFiled: true })).toBe(`${about} Anda bilang sudah dilaporkan.`);
    expect(line(aReport('scam'))).toBe('• Berkas *L1*: dugaan penipuan. Siap dibawa.');
  });
});
