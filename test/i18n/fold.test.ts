import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isTypo } from '../../src/i18n/choose.ts';
import { fold, wordsOf } from '../../src/i18n/fold.ts';

test.each([
  ['Ya', 'ya'],
  ['  *Ya*,  BOLEH!! ', 'ya boleh'],
  ['_“Ya”_', 'ya'],
  ['Café', 'cafe'],
  ['Ｙａ １', 'ya 1'],
  ['𝐘𝐚', 'ya'],
  ['1️⃣', '1'],
  ['1⃣', '1'],
  ['1️⃣2️⃣', '1 2'],
  ['1⃣2⃣', '1 2'],
  ['🔟', '10'],
  ['don’t', 'dont'],
  ["don't", 'dont'],
  ['jum`at', 'jumat'],
  ['👍🏽👍', '👍 👍'],
  ['ya👎🏿', 'ya 👎'],
  ['👍👍', '👍 👍'],
  ['👍ya', '👍 ya'],
  ['🙂🇮🇩', ''],
  ['lain-lain', 'lain lain'],
  ['satu\n\tdua\u00a0tiga', 'satu dua tiga'],
  ['ya\u200btidak', 'ya tidak'],
  ['نعم', 'نعم'],
  ['ꦲꦪꦴ', 'ꦲꦪ'],
])('%j is compared as %j', (text, folded) => {
  expect(fold(text)).toBe(folded);
});

test('folded text is folded already, and has no space too many', () => {
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }));
  fc.assert(
    fc.property(text, (written) => {
      const folded = fold(written);
      expect(fold(folded)).toBe(folded);
      expect(wordsOf(written).join(' ')).toBe(folded);
      expect(wordsOf(written).every((word) => word !== '')).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test.each([
  ['tidak', 'tidak'],
  ['tidak', 'tida'],
  ['tidak', 'tidaak'],
  ['tidak', 'tidka'],
  ['tidak', 'tidal'],
  ['tidak', 'idak'],
  ['ab', 'ba'],
])('%j is a typo away from %j', (a, b) => {
  expect(isTypo(a, b)).toBe(true);
  expect(isTypo(b, a)).toBe(true);
});

test.each([
  ['tidak', 'tdk'],
  ['tidak', 'kadit'],
  ['tidak', 'itadk'],
  ['bukan', 'bulat'],
  ['abcd', 'badc'],
  ['abcx', 'bacy'],
  ['abz', 'bacz'],
  ['abz', 'bcz'],
  ['abz', 'caz'],
  ['abcd', 'axd'],
])('%j is more than a typo away from %j', (a, b) => {
  expect(isTypo(a, b)).toBe(false);
  expect(isTypo(b, a)).toBe(false);
});

test('one letter lost, added, changed or swapped anywhere is a typo', () => {
  const word = fc.string({ unit: fc.constantFrom(...'abcde'), minLength: 2, maxLength: 8 });
  fc.assert(
    fc.property(word, fc.nat(), fc.constantFrom(...'abcde'), (written, where, letter) => {
      const at = where % (written.length - 1);
      const [before, after] = [written.slice(0, at), written.slice(at + 1)];
      const swapped = before + written[at + 1] + written[at] + written.slice(at + 2);
      const changes = [before + after, `${before}${letter}${after}`, swapped];
      for (const changed of [...changes, `${before}${letter}${written.slice(at)}`]) {
        expect(isTypo(written, changed)).toBe(true);
      }
    }),
  );
});
