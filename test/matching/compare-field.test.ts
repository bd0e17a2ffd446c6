import { expect, test } from 'vitest';
import { truthOf } from '../../src/domain/fact-checks/verdicts.ts';
import { compareField, readSent } from '../../src/matching/compare-field.ts';
import { MatchIndex } from '../../src/matching/match-index.ts';
import { readQuery } from '../../src/matching/read-query.ts';

interface Given {
  isSeen?: boolean;
  unsure?: string[];
  verdict?: string;
}

/** A message beside the title of a fact-check, word by word. */
function compare(title: string, text: string, { isSeen = false, unsure, verdict }: Given = {}) {
  const library = new MatchIndex({ truthOf });
  library.put({ id: 'own', title, narratives: [], verdict });
  const words = readQuery(library, { text, unsure });
  return compareField(library, readSent(words, isSeen), library.shelf.fieldRange(0)[0]);
}

/** What differs, such as "name added"; "!" after it if it alone makes another claim, "?" if it may be misread. */
function differences(...asked: Parameters<typeof compare>): string[] {
  return compare(...asked).conflicts.map(
    ({ type, how, grave, unsure }) => `${type} ${how}${grave ? '!' : ''}${unsure ? '?' : ''}`,
  );
}

const LONG =
  'Bupati membagikan kambing kepada petani cabai lapangan Karangpawitan kemarin pagi memakai gerobak tua milik warga desa seberang';
const DENIED = LONG.replace('memakai', 'tidak memakai');
/** Of five words, each in one document alone, and so all of the same weight. */
const FIVE = 'kambing petani cabai gerobak perahu';

test.each([
  ['all words', FIVE, 1, 0],
  ['three of five in front of the other two', 'gerobak perahu kambing petani cabai', 0.6, 0],
  ['the last in front', 'perahu kambing petani cabai gerobak', 0.8, 0],
  ['a misspelt word', 'kambing petani cabbai gerobak perahu', 1, 0],
  ['a word cut at the end', 'kambing petani cabai gerobak per', 1, 0],
  ['one word of five in the place of another', 'kambing petani cabai gerobak zebra', 0.8, 0.2],
  ['two of five', 'kambing petani zebra kijang perahu', 0.6, 0.4],
  ['half of the words', 'kambing petani cabai', 1, 0],
  ['only what the fact-check lacks', 'zebra kijang', 0, 1],
])(
  '%s: the share in the same order, and the share without a counterpart',
  (_, ...[text, same, loose]) => {
    const found = compare(FIVE, text);
    expect(found.inOrder).toBeCloseTo(same, 1);
    expect(found.loose).toBeCloseTo(loose, 1);
  },
);

test('nothing said is in no order', () => {
  expect(compare(FIVE, '')).toMatchObject({ inOrder: 0, loose: 0, shared: 0, conflicts: [] });
});

test('what only asks to check or to share does not count against a copy', () => {
  expect(compare(FIVE, `mohon ${FIVE} tolong sebarkan`).inOrder).toBeCloseTo(1, 1);
});

test.each([
  ['nothing', LONG, LONG, []],
  ['one word of many', LONG, LONG.replace('kambing', 'kelinci'), ['other replaced!']],
  ['the first word', LONG, LONG.replace('Bupati', 'Pesulap'), ['other replaced!']],
  [
    'two words, each alone',
    LONG,
    LONG.replace('kambing', 'kelinci').replace('gerobak', 'pedati'),
    ['other replaced!', 'other replaced!'],
  ],
  ['two words for one', LONG, LONG.replace('kambing', 'kelinci betina'), ['other replaced']],
  ['one word for two', LONG, LONG.replace('petani cabai', 'nelayan'), ['other replaced']],
  [
    'one word, and as much again that is left out',
    LONG,
    LONG.replace('kambing', 'kelinci').replace('gerobak tua milik warga', 'gerobak warga'),
    ['other replaced'],
  ],
  ['a name put in', LONG, LONG.replace('kepada', 'Jokowi kepada'), ['name added!']],
  [
    'a name put in where much else is left out',
    LONG,
    LONG.replace('kepada', 'Jokowi kepada').replace('gerobak tua milik warga desa ', ''),
    ['name added'],
  ],
  ['a denial put in', LONG, DENIED, ['negation added!']],
  ['a denial left out', DENIED, LONG, ['negation dropped!']],
  [
    'a denial in a text that is repeated with gaps',
    DENIED,
    LONG.replace('petani ', ''),
    ['negation dropped'],
  ],
  [
    'a denial in a short text with gaps',
    'Bupati tidak membagikan kambing kepada petani cabai',
    'Bupati membagikan kambing kepada cabai',
    ['negation dropped!'],
  ],
  ['a denial of the hoax itself', LONG, `Hoaks ${DENIED}`, ['negation added']],
  [
    'one of two places where a word stands',
    LONG.replace('pagi', 'kambing'),
    LONG.replace('pagi', 'kelinci'),
    ['other replaced!'],
  ],
  [
    'a word that is said later, and another one in its place',
    LONG,
    `${LONG.replace('kambing', 'kelinci')} kambing`,
    [],
  ],
  ['words that stand elsewhere', FIVE, 'kambing cabai petani gerobak perahu', []],
])('%s: what differs', (_, ...[title, text, told]) => {
  expect(differences(title, text)).toEqual(told);
});

test('a word that may be misheard differs for sure only where it is another one', () => {
  const text = LONG.replace('kambing', 'kelinci');
  expect(differences(LONG, text, { unsure: ['kelinci'] })).toEqual(['other replaced!?']);
  expect(differences(LONG, text, { unsure: ['bupati'] })).toEqual(['other replaced!']);
});

test('a number is only missed in a picture', () => {
  const title = LONG.replace('kambing', '40 kambing');
  expect(differences(title, LONG)).toEqual([]);
  expect(differences(title, LONG, { isSeen: true })).toEqual(['number dropped!?']);
});

test.each([
  ['cara', true],
  ['syarat', true],
  ['warga', false],
])('"%s" before a claim explains what the fact-check does not: %s', (word, howTo) => {
  expect(compare(FIVE, `${word} ${FIVE}`).howTo).toBe(howTo);
  expect(compare(`tips ${FIVE}`, `${word} ${FIVE}`).howTo).toBe(false);
});

test.each([
  ['hoaks', true],
  ['warga', false],
])('"%s" before a claim calls it a hoax: %s', (word, debunks) => {
  expect(compare(FIVE, `${word} ${FIVE}`).debunks).toBe(debunks);
});

const SCAM =
  'Bank membagikan hadiah undian mobil kepada nasabah setia, segera hubungi nomor 081234567890 lalu isi formulir pendaftaran di tautan ini';
const scam = (...changes: (readonly [string, string])[]) => {
  const text = changes.reduce((told, [from, to]) => told.replace(from, to), SCAM);
  return compare(SCAM, text, { verdict: 'salah' });
};
const PHONE = ['081234567890', '081399887766'] as const;

test('a scam is the same with another telephone number, but not with another thing that it offers', () => {
  const told = (...changes: (readonly [string, string])[]) => {
    const { rotated, conflicts } = scam(...changes);
    return [rotated, conflicts.map(({ type, grave }) => `${type}${grave ? '!' : ''}`)];
  };
  expect(told(PHONE)).toEqual([['phone'], []]);
  expect(told(PHONE, ['nasabah setia', 'peternak lele'])).toEqual([['phone'], ['other!']]);
  expect(told(PHONE, ['nasabah setia', 'peternak lele jumbo'])).toEqual([['phone'], ['other!']]);
  expect(told(PHONE, ['nasabah setia', 'peternak lele jumbo kampung'])).toEqual([
    ['phone'],
    ['other'],
  ]);
  expect(told(['nasabah setia', 'peternak lele'])).toEqual([[], ['other']]);
});
