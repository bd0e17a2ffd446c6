import { expect, test } from 'vitest';
import { type Meetings, SoundPostings } from '../../../src/matching/sounds/sound-postings.ts';
import { seededNumbers } from '../../support/generate.ts';

const LOWEST_BIT = 12;
const keyOf = (item: number) => (item >>> LOWEST_BIT) & 0xf_ffff;

/** Items with few keys, many of which come twice in a row, as in a held tone. */
function aPrint(seed: number, length: number): Uint32Array {
  const random = seededNumbers(seed);
  let item = 0;
  return Uint32Array.from({ length }, () => {
    if (random() < 0.6) item = (Math.floor(random() * 40) + 1) << (LOWEST_BIT + 3);
    return (item | Math.floor(random() * 4096)) >>> 0;
  });
}

const CLIPS = [aPrint(1, 60), aPrint(2, 1), new Uint32Array(), aPrint(3, 80)];
const QUERY = aPrint(9, 50);

/** Items that do not repeat the key before them. */
const telling = (print: Uint32Array) =>
  [...print.keys()].filter((at) => at === 0 || keyOf(print[at] ?? 0) !== keyOf(print[at - 1] ?? 0));

/** Where the key of each telling item of the query stands in the clips. */
function expected(isAlike: (one: number, other: number) => boolean): string[] {
  let start = 0;
  const found: string[] = [];
  for (const clip of CLIPS) {
    for (const asked of telling(QUERY))
      for (const at of telling(clip))
        if (isAlike(keyOf(QUERY[asked] ?? 0), keyOf(clip[at] ?? 0)))
          found.push(`${asked} ${start + at}`);
    start += clip.length;
  }
  return found.toSorted();
}

const pairs = ({ asked, places }: Meetings) =>
  [...asked].map((item, at) => `${item} ${places[at]}`).toSorted();

function filled(): SoundPostings {
  const postings = new SoundPostings(LOWEST_BIT);
  for (const clip of CLIPS) postings.add(clip);
  return postings;
}

const reopened = () => {
  const { items, starts } = filled();
  return new SoundPostings(LOWEST_BIT, items.used, starts.used);
};

test.each([
  ['added one by one', filled],
  ['taken over', reopened],
])('clips %s are met wherever a key of the query stands', (_, make) => {
  const postings = make();
  expect(pairs(postings.meet(QUERY, 100_000))).toEqual(expected((one, other) => one === other));
  const bits = (value: number) => value.toString(2).replaceAll('0', '').length;
  expect(pairs(postings.meetNearly(QUERY, 100_000))).toEqual(
    expected((one, other) => bits(one ^ other) <= 1),
  );
});

test.each([filled, reopened])('each place tells its clip, and each clip its items', (make) => {
  const postings = make();
  expect(postings.slots).toBe(4);
  expect(CLIPS.map((_, slot) => postings.startOf(slot))).toEqual([0, 60, 61, 61]);
  expect(CLIPS.map((_, slot) => [...postings.fingerprintAt(slot)])).toEqual(
    CLIPS.map((clip) => [...clip]),
  );
  expect([0, 59, 60, 61, 140].map((place) => postings.slotAt(place))).toEqual([0, 0, 1, 3, 3]);
});

/** Two clips with a key that stands seldom, and one that stands often; the query asks for both. */
function uneven(often: number) {
  const [common, rare, other] = [1, 6, 900].map((key) => key << LOWEST_BIT);
  const postings = new SoundPostings(LOWEST_BIT);
  postings.add(Uint32Array.from({ length: 2 * often }, (_, at) => (at % 2 ? other : common) ?? 0));
  postings.add(Uint32Array.of(rare ?? 0, rare ?? 0));
  return { postings, query: Uint32Array.of(common ?? 0, rare ?? 0, 0) };
}

test('what is met too often is left out, the rarest come first', () => {
  const { postings, query } = uneven(10);
  const met = (budget: number) => [...postings.meet(query, budget).asked];
  expect(met(11)).toEqual([1, ...Array(10).fill(0)]);
  expect(met(10)).toEqual([1]);
  expect(met(0)).toEqual([]);
});

test('silence, and what stands in very many places, is not met nearly', () => {
  const met = (often: number, budget = 1000) => {
    const { postings, query } = uneven(often);
    const { asked } = postings.meetNearly(query, budget);
    return [asked.filter((item) => item === 0).length, asked.filter((item) => item === 1).length];
  };
  expect(met(64)).toEqual([64, 1]);
  expect(met(65)).toEqual([0, 1]);
  expect([met(64, 63), met(64, 64)]).toEqual([
    [64, 0],
    [64, 1],
  ]);
  expect(uneven(3).postings.meetNearly(Uint32Array.of(0, 0), 9).asked).toHaveLength(0);
});

test('nothing is met where nothing is stored or asked', () => {
  const empty = new SoundPostings(LOWEST_BIT);
  expect(pairs(empty.meet(QUERY, 9))).toEqual([]);
  expect(pairs(empty.meetNearly(QUERY, 9))).toEqual([]);
  expect(pairs(filled().meet(new Uint32Array(), 9))).toEqual([]);
});
