import { expect, test } from 'vitest';
import { noteTyping, Typing } from '../../src/services/messaging/typing.ts';
import { UnservedNumbers } from '../../src/services/messaging/unserved-numbers.ts';
import { anAddress } from '../support/builders.ts';
import { MORNING } from '../support/stage.ts';

test('somebody types for twelve seconds, and for two after they have stopped', () => {
  const typing = new Typing();
  const from = anAddress('a');
  expect(typing.note(from, true, MORNING)).toBeUndefined();
  typing.meet(from, 'c1');
  expect(typing.note(from, false, MORNING)).toBeUndefined();
  expect(typing.note(from, true, MORNING)).toBe('c1');
  expect(typing.until('c1')).toBe(MORNING + 12_000);
  expect(typing.note(from, false, MORNING + 1000)).toBe('c1');
  expect(typing.until('c1')).toBe(MORNING + 3000);
  expect(typing.note(from, false, MORNING + 3000)).toBeUndefined();
  expect(typing.until('nobody')).toBe(0);
});

test('a message ends the typing, and another chat of the same name is another', () => {
  const typing = new Typing();
  const from = anAddress('a');
  typing.meet(from, 'c1');
  typing.note(from, true, MORNING);
  typing.meet(from, 'c1');
  expect(typing.until('c1')).toBe(0);
  expect(typing.note({ ...from, account: 'other' }, true, MORNING)).toBeUndefined();
  expect(typing.note({ ...from, channel: 'other' }, true, MORNING)).toBeUndefined();
});

test('the five thousand who wrote last are remembered, and of others nothing', () => {
  const typing = new Typing();
  const [first, second] = [anAddress('a'), anAddress('b')];
  typing.meet(first, 'first');
  typing.meet(second, 'second');
  for (const [from] of [[first], [second]] as const) typing.note(from, true, MORNING);
  for (let n = 0; n < 4998; n += 1) typing.meet(anAddress(`x${n}`), `c${n}`);
  expect(typing.note(first, true, MORNING)).toBe('first');
  typing.meet(first, 'first'); // they write again, and so are the latest
  typing.meet(anAddress('one more'), 'one more');
  expect(typing.note(second, true, MORNING)).toBeUndefined();
  expect(typing.until('second')).toBe(0);
  expect(typing.note(first, true, MORNING)).toBe('first');
});

test('who has stopped is looked at when they are taken to have left', () => {
  const typing = new Typing();
  const from = anAddress('a');
  const woken: unknown[] = [];
  const jobs = { wake: (...wake: unknown[]) => void woken.push(wake) };
  const clock = { now: () => MORNING, at: () => () => {} };
  noteTyping({ typing, clock, jobs }, from, true);
  typing.meet(from, 'c1');
  noteTyping({ typing, clock, jobs }, from, true);
  noteTyping({ typing, clock, jobs }, from, false);
  const job = { type: 'turn', citizen: 'c1' };
  expect(woken).toEqual([
    [job, MORNING + 12_000],
    [job, MORNING + 2000],
  ]);
});

test('a citizen of a number that is elsewhere rests for half a minute, and is known for two', () => {
  const unserved = new UnservedNumbers();
  unserved.note('c1', 'cloud-api 1', MORNING);
  unserved.note('c2', 'baileys 2', MORNING + 1000);
  unserved.note('c3', 'baileys 2', MORNING + 1000);
  expect(unserved.has('c1', MORNING + 29_999)).toBe(true);
  expect(unserved.has('c1', MORNING + 30_000)).toBe(false);
  expect(unserved.has('c1', MORNING - 1)).toBe(false);
  expect(unserved.has('nobody', MORNING)).toBe(false);
  expect(unserved.countAt(MORNING + 119_999)).toBe(3);
  expect(unserved.waysAt(MORNING + 119_999)).toEqual(['baileys 2', 'cloud-api 1']);
  expect(unserved.waysAt(MORNING + 120_000)).toEqual(['baileys 2']);
  expect(unserved.countAt(MORNING + 120_000)).toBe(2);
});

test('a clock that was set back forgets who was noted in what is now the future', () => {
  const unserved = new UnservedNumbers();
  unserved.note('c1', 'way', MORNING);
  expect(unserved.countAt(MORNING - 1)).toBe(0);
});

test('fifty thousand are known at most, and the old make room', () => {
  const unserved = new UnservedNumbers();
  for (let n = 0; n < 50_001; n += 1) unserved.note(`c${n}`, 'way', MORNING);
  expect(unserved.has('c49999', MORNING)).toBe(true);
  expect(unserved.has('c50000', MORNING)).toBe(false);
  unserved.note('late', 'way', MORNING + 120_000);
  expect(unserved.has('late', MORNING + 120_000)).toBe(true);
  expect(unserved.countAt(MORNING + 120_000)).toBe(1);
});
