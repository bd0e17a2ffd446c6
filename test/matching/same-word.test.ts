import { expect, test } from 'vitest';
import { mayBeSameWord } from '../../src/matching/same-word.ts';
import { SnapshotReader, SnapshotWriter } from '../../src/matching/snapshot.ts';
import { hashText, isSlip, Spelling } from '../../src/matching/spelling.ts';
import { seededNumbers } from '../support/generate.ts';

/** Whether a message may end within the word. */
const [WHOLE, CUT] = [false, true];

test.each<[what: string, sent: string, stored: string, cut: boolean]>([
  ['the word itself', 'kambing', 'kambing', WHOLE],
  ['a short word itself', 'di', 'di', WHOLE],
  ['the number itself', '500', '500', WHOLE],
  ['a lost letter', 'kmbing', 'kambing', WHOLE],
  ['an added letter', 'kambiing', 'kambing', WHOLE],
  ['a changed letter', 'kumbing', 'kambing', WHOLE],
  ['two letters swapped', 'kambign', 'kambing', WHOLE],
  ['a lost last letter', 'kambin', 'kambing', WHOLE],
  ['a wrong first letter', 'mali', 'bali', WHOLE],
  ['the last word of a cut message', 'kam', 'kambing', CUT],
  ['two letters of it', 'ka', 'kambing', CUT],
  ['an ending', 'sehatlah', 'sehat', WHOLE],
  ['a short word with letters swapped', 'sam', 'sma', WHOLE],
  ['a short word with a lost letter', 'sia', 'siap', WHOLE],
  ['an abbreviation without vowels', 'cmpr', 'campur', WHOLE],
  ['one of more than a third of the letters', 'jkt', 'jakarta', WHOLE],
  ['an abbreviation of two letters', 'yg', 'yang', WHOLE],
  ['two letters added to a long word', 'keseuihatan', 'kesehatan', WHOLE],
  ['two letters lost from a long word', 'keshatn', 'kesehatan', WHOLE],
  ['two letters in a row changed in a long word', 'pemxyintah', 'pemerintah', WHOLE],
  ['thousands left out', '500', '500000', WHOLE],
  ['millions left out', '500', '500000000', WHOLE],
  ['thousands on the other side', '1000', '1', WHOLE],
])('%s may be the same word: %s, %s', (_, sent, stored, cut) => {
  expect(mayBeSameWord(sent, stored, cut)).toBe(true);
});

test.each<[what: string, sent: string, stored: string, cut: boolean]>([
  ['the beginning of a word in the middle of a message', 'ka', 'kambing', WHOLE],
  ['one letter of a cut message', 'k', 'kambing', CUT],
  ['a longer word in a cut message', 'kambing', 'ka', CUT],
  ['two changed letters', 'kumbang', 'kambing', WHOLE],
  ['letters in another order', 'gurat', 'garut', WHOLE],
  ['a changed letter of a short word', 'apa', 'ada', WHOLE],
  ['a changed letter of a short word', 'sib', 'sia', WHOLE],
  ['half of a short word', 'ko', 'kota', WHOLE],
  ['an abbreviation of a third of the letters', 'cm', 'campur', WHOLE],
  ['an abbreviation with the vowels', 'cau', 'campur', WHOLE],
  ['an abbreviation without the first letter', 'mpr', 'campur', WHOLE],
  ['one letter', 'k', 'ks', WHOLE],
  ['letters of another word', 'cmrp', 'campur', WHOLE],
  ['four letters lost from a long word', 'kesotn', 'kesehatan', WHOLE],
  ['three letters in a row changed', 'kesihotan', 'kesehatan', WHOLE],
  ['three letters for one', 'kesexyzatan', 'kesehatan', WHOLE],
  ['another town, one letter away', 'bandung', 'badung', WHOLE],
  ['another country, one letter away', 'irak', 'iran', WHOLE],
  ['a number one digit away', '500', '501', WHOLE],
  ['a number with one more zero', '500', '5000', WHOLE],
  ['a number with its thousands', '500', '500500', WHOLE],
  ['a number with five zeros', '5', '500000', WHOLE],
  ['a number and a word', '500', 'lima', WHOLE],
])('%s is another word: %s, %s', (_, sent, stored, cut) => {
  expect(mayBeSameWord(sent, stored, cut)).toBe(false);
});

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

function lotOfWords(seed: number, count: number): string[] {
  const random = seededNumbers(seed);
  const pick = () => LETTERS[Math.floor(random() * 26)];
  return Array.from({ length: count }, () =>
    Array.from({ length: 4 + Math.floor(random() * 8) }, pick).join(''),
  );
}

/** Every kind of typo of a word, at some place. */
function slipsOf(word: string, at: number): string[] {
  const [before, letter, next, after] = [
    word.slice(0, at),
    word[at] ?? '',
    word[at + 1] ?? '',
    word.slice(at + 2),
  ];
  return [
    before + next + after,
    `${before}${letter}q${next}${after}`,
    `${before}q${next}${after}`,
    before + next + letter + after,
  ];
}

test('each word of a large vocabulary is suggested for every typo of it, also after a snapshot', () => {
  const words = lotOfWords(1, 1500);
  const spelling = new Spelling();
  for (const [id, word] of words.entries()) spelling.add(word, id);
  const writer = new SnapshotWriter();
  spelling.save(writer);
  const opened = Spelling.open(new SnapshotReader(writer.seal()));
  const added = lotOfWords(2, 1500);
  for (const [more, word] of added.entries()) opened.add(word, words.length + more);
  const missed = (index: Spelling, word: string, id: number) =>
    [word, ...slipsOf(word, id % (word.length - 1))].filter(
      (slip) => slip.length >= 4 && !index.suggest(slip).has(id),
    );
  const all = [...words, ...added];
  for (let id = 0; id < words.length; id += 7)
    expect(missed(spelling, words[id] ?? '', id)).toEqual([]);
  for (let id = 0; id < all.length; id += 7) expect(missed(opened, all[id] ?? '', id)).toEqual([]);
});

test('few words are suggested that are no typo away, and none for what is too short or too long', () => {
  const words = lotOfWords(3, 500);
  const spelling = new Spelling();
  for (const [id, word] of words.entries()) spelling.add(word, id);
  spelling.add('abc', 900);
  spelling.add('z'.repeat(25), 901);
  spelling.add('y'.repeat(24), 902);
  for (const word of ['abc', 'z'.repeat(25), 'qqqqqqqq'])
    expect(spelling.suggest(word).size).toBe(0);
  expect([...spelling.suggest('y'.repeat(23))]).toEqual([902]);
  expect(spelling.suggest('z'.repeat(24)).size).toBe(0);
  for (const [id, word] of words.slice(0, 60).entries()) {
    const found = [...spelling.suggest(word)].filter((other) => words[other] !== word);
    const alike = (other: number) => Math.abs((words[other] ?? '').length - word.length) <= 1;
    expect([found.length < 3, found.every(alike), spelling.suggest(word).has(id)]).toEqual([
      true,
      true,
      true,
    ]);
  }
});

test('a typo is one letter lost, added or changed, or two swapped', () => {
  for (const [id, word] of lotOfWords(4, 60).entries()) {
    const at = id % (word.length - 1);
    for (const slip of slipsOf(word, at)) {
      expect([isSlip(word, slip), isSlip(slip, word)], `${word} ${slip}`).toEqual([true, true]);
    }
  }
  for (const [a, b] of [
    ['kambing', 'kumbang'],
    ['garut', 'gurat'],
    ['kota', 'ko'],
    ['abcd', 'bcda'],
    ['abcd', 'axyd'],
    ['abcdef', 'abxcyef'],
  ] as const)
    expect([isSlip(a, b), isSlip(b, a)], `${a} ${b}`).toEqual([false, false]);
});

test('a hash is that of the text without the letter that is left out, and seldom of another', () => {
  const words = lotOfWords(5, 400);
  for (const word of words)
    for (let skip = 0; skip < word.length; skip += 1)
      expect(hashText(word, skip)).toBe(hashText(word.slice(0, skip) + word.slice(skip + 1)));
  expect(new Set(words.map((word) => hashText(word))).size).toBe(new Set(words).size);
  expect(words.every((word) => hashText(word) >= 0)).toBe(true);
});
