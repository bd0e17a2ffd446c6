import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normalise } from '../../src/matching/normalise.ts';
import { threats } from '../../src/review/threats.ts';
import { triage } from '../../src/triage/triage.ts';
import weights from '../../src/triage/weights.json' with { type: 'json' };
import { loadExamples, loadHeldOut } from './load-examples.ts';
import { countClasses, type Outcome, wilson } from './score.ts';

const SCAM =
  'Lowongan kerja dari rumah, cuma like video dapat 200 ribu per hari. Setor deposit 100 ribu dulu, daftar via t.me/kerja99';

test('a guess names the signs and the words that spoke for it, as they were written', () => {
  const guess = triage({ text: SCAM });
  expect(guess?.threat).toBe('penipuan');
  expect(guess?.signs.length).toBeGreaterThan(0);
  for (const word of guess?.words ?? []) expect(SCAM).toContain(word);
});

test.each([
  'Rapat RT Sabtu jam tujuh di rumah Pak Bejo ya',
  'BMKG memperkirakan hujan ringan di Medan besok',
  '',
  'p',
])('%j gets no guess of a harm', (text) => {
  expect(triage({ text })?.threat ?? 'biasa').toBe('biasa');
});

test('what the citizen worries about makes a guess surer, or less sure', () => {
  const text = 'Dapat pinjaman cepat, hubungi nomor ini dan isi data';
  const of = (worry?: string) => triage({ text, worry })?.certainty ?? 0;
  expect(of('money')).toBeGreaterThan(of());
  expect(of('health')).toBeLessThan(of());
  expect(triage({ text: SCAM, worry: 'money' })?.signs).toContain('worry');
});

test('any text at all is read without failing, and no guess is surer than certain', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
      const guess = triage({ text, worry: text.slice(0, 5), source: '__proto__' });
      return guess === undefined || (guess.certainty > 0 && guess.certainty < 1);
    }),
    { numRuns: 60 },
  );
});

test('words that every object has weigh nothing', () => {
  expect(triage({ text: 'constructor toString __proto__ hasOwnProperty' })).toBeUndefined();
});

test('no message held out from learning is among the examples', () => {
  const learnt = new Set(loadExamples().map(({ text }) => normalise(text)));
  expect(loadHeldOut().filter(({ text }) => learnt.has(normalise(text)))).toEqual([]);
});

test('every class has examples to learn from and enough held out', () => {
  const lines = (folder: string, name: string) =>
    readFileSync(join(folder, `${name}.txt`), 'utf8')
      .trim()
      .split('\n').length;
  for (const name of [...threats, 'biasa']) {
    expect(lines('src/triage/examples', name)).toBeGreaterThanOrEqual(70);
    expect(lines('test/triage/held-out', name)).toBeGreaterThanOrEqual(name === 'biasa' ? 300 : 60);
  }
  expect(readdirSync('test/triage/held-out')).toHaveLength(threats.length + 1);
  expect(weights.classes).toEqual(['biasa', ...threats]);
});

test('of the guesses at messages held out most are right, and few ordinary ones raise an alarm', () => {
  const outcomes = loadHeldOut().map(
    ({ text, label }): Outcome => ({ label, guess: triage({ text })?.threat ?? 'biasa' }),
  );
  const counts = countClasses(outcomes, threats);
  for (const { name, right, told } of counts)
    expect([name, right / told > 0.8]).toEqual([name, true]);
  const alarms = outcomes.filter(
    ({ label, guess }) => label === 'biasa' && guess !== 'biasa' && guess !== 'pertanyaan',
  );
  expect(alarms.length / 301).toBeLessThan(0.08);
});

test("Wilson's interval holds the share and narrows as more is counted", () => {
  const [low, high] = wilson(9, 10);
  expect(low).toBeCloseTo(0.596, 2);
  expect(high).toBeCloseTo(0.982, 2);
  expect(wilson(90, 100)[0]).toBeGreaterThan(low);
});
