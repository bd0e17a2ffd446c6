import fc from 'fast-check';
import { expect, test } from 'vitest';
import { threats } from '../../src/domain/cases/threats.ts';
import { normalise } from '../../src/matching/normalise.ts';
import { triage } from '../../src/triage/triage.ts';
import weights from '../../src/triage/weights.json' with { type: 'json' };
import { loadExamples, loadMessages } from './load-examples.ts';
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

test('where a message came from makes a guess surer', () => {
  const text = 'Dapat pinjaman cepat, hubungi nomor ini dan isi data';
  const of = (source?: string) => triage({ text, source })?.certainty ?? 0;
  expect(of('stranger')).toBeGreaterThan(of());
  expect(of('family')).toBe(of());
  expect(triage({ text: SCAM, source: 'stranger' })?.signs).toContain('source');
});

test('a guess is as much surer as its source is likelier, and not certain by that', () => {
  const text = 'Dapat pinjaman cepat, hubungi nomor ini dan isi data';
  const plain = triage({ text })?.certainty ?? 0;
  const told = triage({ text, source: 'stranger' })?.certainty ?? 0;
  // A stranger doubles the odds of a scam.
  expect(told).toBeCloseTo((2 * plain) / (1 + plain), 2);
});

test('any text at all is read without failing, and no guess is surer than certain', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
      const guess = triage({ text, source: '__proto__' });
      return guess === undefined || (guess.certainty > 0 && guess.certainty < 1);
    }),
    { numRuns: 60 },
  );
});

test('words that every object has weigh nothing', () => {
  expect(triage({ text: 'constructor toString __proto__ hasOwnProperty' })).toBeUndefined();
});

test('no message held out from learning is among the examples', () => {
  const learnt = [...loadExamples(), ...loadMessages('validation')];
  const known = new Set(learnt.map(({ text }) => normalise(text)));
  const heldOut = [...loadMessages('held-out'), ...loadMessages('held-out-second')];
  const same = heldOut.map(({ text }) => normalise(text)).filter((text) => known.has(text));
  // "ok" and "p" may be anybody's.
  expect(same.filter((text) => text.split(' ').length > 2)).toEqual([]);
});

test('every class has examples to learn from and enough held out', () => {
  const count = (messages: readonly { label: string }[], name: string) =>
    messages.filter(({ label }) => label === name).length;
  for (const name of [...threats, 'biasa']) {
    expect(count(loadExamples(), name)).toBeGreaterThanOrEqual(150);
    expect(count(loadMessages('validation'), name)).toBeGreaterThanOrEqual(35);
    expect(count(loadMessages('held-out'), name)).toBeGreaterThanOrEqual(60);
    expect(count(loadMessages('held-out-second'), name)).toBeGreaterThanOrEqual(40);
  }
  expect(weights.classes).toEqual(['biasa', ...threats]);
});

test.each(['held-out', 'held-out-second'] as const)(
  'of the guesses at the messages %s most are right, and few ordinary ones raise an alarm',
  (folder) => {
    const outcomes = loadMessages(folder).map(
      ({ text, label }): Outcome => ({ label, guess: triage({ text })?.threat ?? 'biasa' }),
    );
    const counts = countClasses(outcomes, threats);
    for (const { name, right, told } of counts)
      expect([name, right / told > 0.85]).toEqual([name, true]);
    const ordinary = outcomes.filter(({ label }) => label === 'biasa');
    const alarms = ordinary.filter(({ guess }) => guess !== 'biasa' && guess !== 'pertanyaan');
    expect(alarms.length / ordinary.length).toBeLessThan(0.06);
  },
);

test("Wilson's interval holds the share and narrows as more is counted", () => {
  const [low, high] = wilson(9, 10);
  expect(low).toBeCloseTo(0.596, 2);
  expect(high).toBeCloseTo(0.982, 2);
  expect(wilson(90, 100)[0]).toBeGreaterThan(low);
});
