import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadSamples } from '../../src/app/samples/load-samples.ts';
import { changeFactCheck } from '../../src/domain/fact-checks/change-fact-check.ts';
import { factCheckSchema } from '../../src/domain/fact-checks/fact-check.ts';
import { verdicts } from '../../src/domain/fact-checks/verdicts.ts';
import { shorten } from '../../src/domain/text/shorten.ts';
import { MAX_VERDICT, verdictText } from '../../src/services/responses/verdict-text.ts';
import { aFactCheck } from '../support/builders.ts';
import { loadScript, MORNING } from '../support/stage.ts';

const script = loadScript();
const languages = [...script.locales.keys()];
const YEAR = 365 * 86_400_000;

describe('verdict text', () => {
  test.each(languages)('every sample fits one small screen in the language %s', (language) => {
    for (const sample of loadSamples()) {
      const { factCheck } = changeFactCheck(undefined, sample, MORNING);
      const text = verdictText(script, language, { factCheck, now: MORNING });
      expect([sample.id, text.length <= MAX_VERDICT]).toEqual([sample.id, true]);
      expect(text).toContain(sample.url ?? '');
    }
  });

  const words = fc.oneof(
    fc.string({ minLength: 1, maxLength: 2000 }),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }),
    fc.lorem({ maxCount: 20, mode: 'sentences' }),
    fc.constantFrom(
      'a'.repeat(2000),
      '😀'.repeat(900),
      'https://contoh.com/a '.repeat(90),
      '{why}',
    ),
  );
  const extreme = (maxUrl: number) =>
    fc
      .record(
        {
          title: words.map((text) => text.slice(0, 600)),
          claim: words,
          summary: words,
          explanation: words,
          org: words.map((text) => text.slice(0, 200)),
          url: fc
            .integer({ min: 0, max: maxUrl - 30 })
            .map((length) => `https://contoh.example/${'a'.repeat(length)}`),
          publishedAt: fc.constantFrom('1999-01-01', '2026-11-01'),
          verdict: fc.constantFrom(...verdicts),
        },
        { requiredKeys: ['title', 'verdict', 'org'] },
      )
      .map((fields) => factCheckSchema.safeParse({ id: 'f1', ...fields }))
      .filter((read) => read.success)
      .map(({ data }) => ({ ...data, version: 1, changedAt: MORNING }));
  const language = fc.constantFrom(...languages);

  test.each([
    ['an ordinary address', 200],
    ['the longest address', 2000],
  ])('the most extreme fact-check with %s fits one small screen', (_, maxUrl) => {
    fc.assert(
      fc.property(extreme(maxUrl), language, (factCheck, spoken) => {
        const text = verdictText(script, spoken, { factCheck, now: MORNING });
        expect(text.length).toBeLessThanOrEqual(MAX_VERDICT);
      }),
      { numRuns: 500 },
    );
  });

  test('a verdict never holds half a character', () => {
    fc.assert(
      fc.property(extreme(200), language, (factCheck, spoken) => {
        const text = verdictText(script, spoken, { factCheck, now: MORNING });
        expect(text.isWellFormed()).toBe(true);
      }),
    );
  });

  test('no link of a hoax can be opened from a verdict', () => {
    const factCheck = aFactCheck({
      claim: 'Daftar bantuan di https://bansos-palsu.com/cair',
      summary: 'Situs bansos-palsu.com bukan milik pemerintah.',
      url: 'https://contoh.example/cek',
    });
    const text = verdictText(script, 'id', { factCheck, now: MORNING });
    expect(text).not.toMatch(/bansos-palsu\.com/);
    expect(text).toContain('https://contoh.example/cek');
  });

  test('who checked and when stands in every verdict; after a year it is called old', () => {
    const factCheck = aFactCheck({ org: 'Lembaga A', publishedAt: '2026-11-20' });
    const fresh = verdictText(script, 'id', { factCheck, now: MORNING });
    expect(fresh).toContain('Diperiksa Lembaga A, 20 November 2026.');
    expect(fresh).not.toContain('hoaks lama');
    const later = { factCheck, now: MORNING + YEAR };
    expect(verdictText(script, 'id', later)).toContain('hoaks lama');
    const right = { ...later, factCheck: aFactCheck({ ...factCheck, verdict: 'benar' }) };
    expect(verdictText(script, 'id', right)).not.toContain('hoaks lama');
  });

  test('a fact-check past its last day says until when it holds', () => {
    const factCheck = aFactCheck({ publishedAt: '2026-11-01', expiresAt: '2026-11-20' });
    const text = verdictText(script, 'id', { factCheck, now: MORNING });
    expect(text).toContain('sampai 20 November 2026');
    const valid = { ...factCheck, expiresAt: '2026-11-24' };
    expect(verdictText(script, 'id', { factCheck: valid, now: MORNING })).not.toContain('sampai');
  });

  test('a verdict is never more certain than its fact-check', () => {
    const factCheck = aFactCheck({ verdict: 'belum_terbukti', summary: undefined });
    const text = verdictText(script, 'id', { factCheck, now: MORNING });
    expect(text).toContain('BELUM TERBUKTI');
    expect(text).not.toMatch(/SALAH|\bBENAR\b/);
  });

  test('placeholders in a fact-check are words like any other', () => {
    const factCheck = aFactCheck({ claim: 'Kata {why} dan {mark} $& $1', summary: 'Lihat {url}.' });
    const text = verdictText(script, 'id', { factCheck, now: MORNING });
    expect(text).toContain('Kata {why} dan {mark} $& $1');
    expect(text).toContain('Lihat {url}.');
  });
});

describe('shorten', () => {
  test.each([
    ['Pendek.', 20, 'Pendek.'],
    ['  dua   kata \n baru ', 20, 'dua kata baru'],
    ['Satu kalimat. Kalimat kedua yang panjang', 20, 'Satu kalimat.'],
    ['satu dua tiga empat', 12, 'satu dua…'],
    ['katasangatpanjangsekali', 8, 'katasan…'],
    ['Ya. Kalimat yang jauh lebih panjang', 20, 'Ya. Kalimat yang…'],
    ['', 5, ''],
  ])('"%s" in %i characters is "%s"', (text, length, short) => {
    expect(shorten(text, length)).toBe(short);
  });

  test('nothing is left of a text that has no room', () => {
    expect(shorten('kata', 0)).toBe('');
    expect(shorten('kata', -5)).toBe('');
  });

  test('a shortened text fits, is whole characters, and begins like the text', () => {
    const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string(), fc.lorem());
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 60 }), (full, length) => {
        const short = shorten(full, length);
        expect(short.length).toBeLessThanOrEqual(length);
        expect(short.isWellFormed()).toBe(true);
        const begin = short.endsWith('…') ? short.slice(0, -1) : short;
        expect(full.replace(/\s+/g, ' ').trim().startsWith(begin)).toBe(true);
      }),
    );
  });
});
