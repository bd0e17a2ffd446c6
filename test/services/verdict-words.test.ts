import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { defaultSettings } from '../../src/domain/settings/settings.ts';
import { consentText, noticeVersion } from '../../src/services/responses/consent-text.ts';
import { contactText, urgentText } from '../../src/services/responses/contact-text.ts';
import {
  adviceOf,
  briefVerdict,
  deniedText,
  sourceOf,
  verdictText,
  whyOf,
} from '../../src/services/responses/verdict-text.ts';
import { aFactCheck } from '../support/builders.ts';
import { loadScript, MORNING } from '../support/stage.ts';

const script = loadScript();
const DAY = 86_400_000;

describe('the whole verdict', () => {
  const factCheck = aFactCheck({
    ...{ title: 'Bank tutup', claim: 'Besok semua bank tutup', org: 'Lembaga A' },
    ...{ summary: 'Bank buka. Otoritas membantah.', publishedAt: '2026-11-20' },
    url: 'https://contoh.example/cek',
  });
  const parts = [
    '❌ *SALAH*\n“Besok semua bank tutup”',
    'Otoritas membantah.',
    'Diperiksa Lembaga A, 20 November 2026.\nhttps://contoh.example/cek',
    'Sudah telanjur meneruskan? Teruskan jawaban ini ke tempat yang sama.',
  ];

  test('tells the fact, the mark and the claim, why, who checked it, and what to do', () => {
    expect(verdictText(script, 'id', { factCheck, now: MORNING })).toBe(
      ['*Faktanya:* Bank buka.', ...parts].join('\n\n'),
    );
  });

  test('leaves no gap where the fact is all there is to say', () => {
    const short = { ...factCheck, summary: 'Bank buka.' };
    expect(verdictText(script, 'id', { factCheck: short, now: MORNING })).toBe(
      ['*Faktanya:* Bank buka.', ...parts.toSpliced(1, 1)].join('\n\n'),
    );
  });

  test('says first what differs from copy to copy', () => {
    const text = verdictText(script, 'id', { factCheck, now: MORNING, rotated: 'phone' });
    const note = 'Nomornya sering diganti, isi pesannya tetap sama.';
    const [head, ...rest] = parts;
    expect(text).toBe(['*Faktanya:* Bank buka.', head, note, ...rest].join('\n\n'));
    const short = { ...factCheck, summary: 'Bank buka.' };
    const told = verdictText(script, 'id', { factCheck: short, now: MORNING, rotated: 'phone' });
    expect(told).toContain(`tutup”\n\n${note}\n\nDiperiksa`);
  });

  test('of who denies the claim already, says that they are right', () => {
    expect(deniedText(script, 'id', { factCheck, now: MORNING })).toBe(
      [
        '👍 *Pesan Anda sudah benar:* kabar ini memang hoaks.\n“Besok semua bank tutup”',
        '*Faktanya:* Bank buka. Otoritas membantah.',
        'Diperiksa Lembaga A, 20 November 2026.\nhttps://contoh.example/cek',
        'Silakan teruskan jawaban ini kalau ada yang bertanya.',
      ].join('\n\n'),
    );
  });

  test('in a line has the mark, the fact and the address, or no address', () => {
    expect(briefVerdict(script, 'id', factCheck)).toBe(
      '❌ *SALAH* Bank buka. https://contoh.example/cek',
    );
    const homeless = { ...factCheck, url: 'https://contoh.example/' };
    expect(briefVerdict(script, 'id', homeless)).toBe('❌ *SALAH* Bank buka.');
    expect(briefVerdict(script, 'id', factCheck, true)).toMatch(/^👍 \*Pesan Anda sudah benar:\*/);
  });
});

describe('the parts of a verdict', () => {
  test('why: the summary, else the explanation, else what the verdict means, and no open link', () => {
    const why = (changes: object) => whyOf(script, 'id', aFactCheck(changes));
    expect(why({ summary: '  Singkatnya. ', explanation: 'Panjangnya.' })).toBe('Singkatnya.');
    expect(why({ summary: '  ', explanation: 'Panjangnya.' })).toBe('Panjangnya.');
    expect(why({ summary: undefined, explanation: 'a '.repeat(400) }).length).toBeLessThan(301);
    expect(why({ summary: undefined })).toBe('Kabar ini tidak benar menurut hasil pemeriksaan.');
    expect(why({ summary: 'Lihat https://palsu.example/a' })).not.toContain('palsu.example');
  });

  const source = (changes: object, now = MORNING) =>
    sourceOf(script, 'id', { factCheck: aFactCheck({ org: 'Lembaga A', ...changes }), now });

  test('who and when: without a day where none is known, without an address that is too long', () => {
    expect(source({})).toBe('Diperiksa Lembaga A.');
    const url = (length: number) => `https://contoh.example/${'a'.repeat(length - 23)}`;
    expect(source({ url: url(200) })).toBe(`Diperiksa Lembaga A.\n${url(200)}`);
    expect(source({ url: url(201) })).toBe('Diperiksa Lembaga A.');
    expect(source({ url: 'https://contoh.example' })).toBe('Diperiksa Lembaga A.');
  });

  test('how old: after a year, by its verdict; past its last day, until when it holds', () => {
    const publishedAt = '2025-11-20';
    const year = Date.parse(publishedAt) + 365 * DAY;
    const checked = 'Diperiksa Lembaga A, 20 November 2025.';
    expect(source({ publishedAt }, year)).toBe(checked);
    expect(source({ publishedAt }, year + 1)).toBe(`${checked} Ini hoaks lama yang beredar lagi.`);
    expect(source({ publishedAt, verdict: 'benar' }, year + 1)).toContain('cek fakta lama');
    const expiresAt = '2025-11-30';
    const last = Date.parse(expiresAt) + DAY;
    expect(source({ publishedAt, expiresAt }, last)).toBe(checked);
    expect(source({ publishedAt, expiresAt }, last + 1)).toContain('sampai 30 November 2025');
  });

  test.each([
    ['salah', 'Sudah telanjur meneruskan?'],
    ['menyesatkan', 'Sudah telanjur meneruskan?'],
    ['belum_terbukti', 'Sudah telanjur meneruskan?'],
    ['satire', undefined],
    ['benar', 'Silakan teruskan jawaban ini'],
    ['klarifikasi', 'Silakan teruskan jawaban ini'],
    ['penipuan', 'Jangan beri OTP'],
  ] as const)('what to do about %s', (verdict, advice) => {
    const said = adviceOf({ script, language: 'id', now: MORNING }, verdict);
    if (advice !== undefined) expect(said).toContain(advice);
    expect(said).not.toMatch(/[{}]|undefined/);
  });

  test('who fell for a scam is told whom to call: the hotline that was verified, else the bank', () => {
    const reader = { script, language: 'id', now: MORNING };
    const hotline = urgentText(reader, 'scam') ?? 'none';
    expect(adviceOf(reader, 'penipuan')).toContain(hotline);
    const alone = { ...reader, script: { ...script, contacts: new Map() } };
    expect(adviceOf(alone, 'penipuan')).toContain('Segera hubungi bank Anda.');
  });
});

describe('contacts', () => {
  const text = { id: 'Telepon 1.', en: 'Call 1.' };
  const book = { x: { name: 'X', text, verified: '2026-06-01' }, y: { name: 'Y', text } };
  const reading = (language: string, now = MORNING) => ({
    script: { ...script, contacts: new Map(Object.entries(book)) },
    ...{ language, now },
  });

  test('one that nobody verified, or that is not there, is not told, however urgent', () => {
    for (const name of ['y', 'z', undefined]) {
      expect(contactText(reading('id'), name)).toBeUndefined();
      expect(urgentText(reading('id'), name)).toBeUndefined();
    }
  });

  test('one is told in the language of the reader, else in Indonesian', () => {
    expect([urgentText(reading('en'), 'x'), urgentText(reading('jv'), 'x')]).toEqual([
      'Call 1.',
      'Telepon 1.',
    ]);
    expect(contactText(reading('id'), 'x')).toBe('Telepon 1.');
    expect(contactText(reading('id', MORNING + 99 * DAY), 'x')).toMatch(/^Telepon 1\. Kalau/);
  });
});

test('a consent names the version of its own words, that of a check the version of the notice', () => {
  const wording = { script, settings: defaultSettings };
  const of = (purpose: 'check' | 'identity') => consentText(wording, purpose, { language: 'id' });
  expect(of('check').version).toBe(noticeVersion(wording, 'id'));
  expect(of('identity').version).not.toBe(noticeVersion(wording, 'id'));
  expect(of('check').text).toContain('\n\n---\n\n');
  for (const purpose of ['check', 'identity'] as const) {
    const { digest, text } = of(purpose);
    expect(digest).toBe(createHash('sha256').update(text).digest('hex'));
  }
  const named = { ...wording, settings: { ...defaultSettings, runBy: 'Yayasan Contoh' } };
  for (const changed of [named, { ...wording, settings: { ...defaultSettings, tipDays: 60 } }]) {
    const isNamed = JSON.stringify(changed.settings) === JSON.stringify(named.settings);
    const isShown = /Yayasan/.test(consentText(changed, 'check', { language: 'id' }).text);
    const isOther = noticeVersion(changed, 'id') !== noticeVersion(wording, 'id');
    expect(isOther).toBe(isNamed ? isShown : true);
  }
});
