import { expect, test } from 'vitest';
import { type Fit, findFit, findStretch, scoreFit } from '../../../src/matching/sounds/find-fit.ts';
import { seededNumbers } from '../../support/generate.ts';

const random = seededNumbers(3);
const STORED = Uint32Array.from({ length: 200 }, () => Math.floor(random() * 2 ** 32));

/** What a query sounds like: the clip from `start` on where it is the same, and its opposite elsewhere. */
function asked(length: number, start: number, isSame: (at: number) => boolean): Uint32Array {
  return Uint32Array.from({ length }, (_, at) => {
    const item = STORED[at + start] ?? 0;
    return isSame(at) ? item : ~item;
  });
}

const within = (from: number, to: number) => (at: number) => at >= from && at < to;
const at = (start: number, pace = 1) => ({ pace, start });

test('what is the same along a line is found from its first item to its last', () => {
  const query = asked(100, 40, within(30, 50));
  const found = findStretch(query, STORED, at(40));
  expect(found).toMatchObject({ from: 30, length: 20, bitError: 0 });
  expect(found.evidence).toBeCloseTo(20 * 9.6);
});

test.each([
  ['a short break is bridged', 1, 21, 1 / 21],
  ['of what a long break parts, the longer is found', 5, 12, 0],
])('%s', (_, gap, length, bitError) => {
  const second = gap === 5 ? 12 : 10;
  const isSame = (place: number) =>
    within(20, 30)(place) || within(30 + gap, 30 + gap + second)(place);
  const found = findStretch(asked(80, 10, isSame), STORED, at(10));
  expect(found.length).toBe(length);
  expect(found.from).toBe(gap === 5 ? 35 : 20);
  expect(found.bitError).toBeCloseTo(bitError);
});

test('a bit in ten that is wrong is counted', () => {
  const query = asked(60, 0, () => true).map((item) => item ^ 0b1011);
  expect(findStretch(query, STORED, at(0))).toMatchObject({ from: 0, length: 60 });
  expect(findStretch(query, STORED, at(0)).bitError).toBeCloseTo(3 / 32);
});

test.each([
  ['begins before the clip', -20, 20, 60],
  ['goes on after the clip', 170, 0, 30],
  ['lies within it', 50, 0, 80],
])('a query that %s is compared where both are', (_, start, from, length) => {
  const query = asked(80, start, () => true);
  expect(findStretch(query, STORED, at(start))).toMatchObject({ from, length, bitError: 0 });
});

test.each([
  ['slower one that goes on after the clip', 0.9, 100, 130, 0, 111],
  ['faster one that begins before the clip', 1.1, -22, 100, 20, 80],
])('a %s is compared where both are', (_, pace, start, length, from, common) => {
  const query = Uint32Array.from({ length }, (_item, item) => {
    return STORED[Math.round(item * pace + start)] ?? 0;
  });
  expect(findStretch(query, STORED, at(start, pace))).toMatchObject({
    ...{ from, length: common, bitError: 0 },
  });
});

test('what lies beside the clip, or is its opposite, is no stretch', () => {
  expect(findStretch(STORED, STORED, at(300))).toMatchObject({ length: 0, evidence: 0 });
  expect(
    findStretch(
      asked(80, 0, () => false),
      STORED,
      at(0),
    ),
  ).toMatchObject({
    length: 0,
    bitError: 1,
    evidence: 0,
  });
});

/** The clip from an item on, at another pace, with the keys that both have. */
function paced(pace: number, start: number, length = 120) {
  const places = Array.from({ length }, (_, item) => Math.round(item * pace + start));
  const query = Uint32Array.from(places, (place) => STORED[place] ?? 0);
  return { query, meetings: { asked: [...places.keys()], stored: places } };
}

test.each([
  ['as it was', 1, 30],
  ['hardly slower', 0.98, 25],
  ['hardly faster', 1.02, 25],
  ['slower', 0.9, 10],
  ['much slower', 0.88, 12],
  ['faster', 1.1, 20],
  ['much faster', 1.12, 5],
])('a clip that was recorded %s is laid where it begins', (_, pace, start) => {
  const { query, meetings } = paced(pace, start);
  const { line, stretch } = findFit(query, STORED, meetings);
  expect(line).toEqual({ pace, start });
  expect(stretch).toMatchObject({ from: 0, length: 120, bitError: 0 });
});

test('a few seconds are laid at their own pace, though most of them fit without it', () => {
  const { query, meetings } = paced(1.02, 25, 34);
  expect(findFit(query, STORED, meetings).line).toEqual({ pace: 1.02, start: 25 });
});

test('a clip is laid rightly though most of its keys are also elsewhere', () => {
  const { query, meetings } = paced(1, 30);
  const stray = Array.from({ length: 60 }, (_, item) => item);
  const { line, votes } = findFit(query, STORED, {
    asked: [...meetings.asked, ...stray, ...stray],
    stored: [
      ...meetings.stored,
      ...stray.map((item) => item + 90),
      ...stray.map((item) => 2 * item),
    ],
  });
  expect([line, votes >= 120]).toEqual([at(30), true]);
});

test('keys that stand an item early or late vote for the same start, before what is strange', () => {
  const { query, meetings } = paced(1, 30);
  const strange = [3, 40, 77, 101, 55];
  const { line, votes } = findFit(query, STORED, {
    asked: [...strange, ...meetings.asked],
    stored: [
      ...strange.map((item) => (7 * item) % 200),
      ...meetings.stored.map((place, item) => place + ([-1, -1, 0, 1][item % 4] ?? 0)),
    ],
  });
  expect([line, votes]).toEqual([at(30), 120]);
});

test('a start that is an item off is set right', () => {
  const { query, meetings } = paced(1, 30);
  const off = { ...meetings, stored: meetings.stored.map((place) => place + 1) };
  expect(findFit(query, STORED, off).line).toEqual(at(30));
  const back = { ...meetings, stored: meetings.stored.map((place) => place - 1) };
  expect(findFit(query, STORED, back).line).toEqual(at(30));
});

test.each([
  [160, 0, 0.5],
  [480, 0.2, 0.75],
  [480, 0.21, 0.45],
  [40, 0.21, 0.2],
  [0, 1, 0],
])('evidence of %i with %d wrong bits scores %d', (evidence, bitError, score) => {
  const fit: Fit = { line: at(0), votes: 3, stretch: { from: 0, length: 9, bitError, evidence } };
  expect(scoreFit(fit)).toBeCloseTo(score);
});
