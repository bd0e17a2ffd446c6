import { expect, test } from 'vitest';
import { NumberState } from '../../../src/channels/cloud-api/number-state.ts';
import type { Pause } from '../../../src/services/messaging/channel-pauses.ts';
import { MORNING } from '../../support/stage.ts';

const MINUTE = 60_000;
/** The account is locked. */
const LOCKED = { code: 131031 };
/** A code that nobody has heard of. */
const UNKNOWN = { code: 999_999 };

function aNumber() {
  const time = { now: MORNING };
  const pauses: (Pause | undefined)[] = [];
  const number = new NumberState(
    () => time.now,
    (pause) => pauses.push(pause),
  );
  const pass = (ms: number) => {
    time.now += ms;
  };
  return { number, pauses, pass, time };
}

test('faults in a row double the wait, up to a minute, and one success ends it', () => {
  const { number, pass } = aNumber();
  const waits = Array.from({ length: 8 }, () => number.backOff());
  expect(waits).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
  pass(59_999);
  expect(number.waitMs).toBe(1);
  pass(1);
  expect(number.waitMs).toBe(0);
  number.recover();
  expect(number.backOff()).toBe(1000);
});

test('while a number is in doubt one message tests it, and the others wait for up to 20 seconds', () => {
  const { number, pass } = aNumber();
  number.begin();
  expect(number.waitMs).toBe(0);
  number.backOff();
  pass(1000);
  expect(number.waitMs).toBe(0);
  number.begin();
  expect(number.waitMs).toBe(20_000);
  pass(19_999);
  expect(number.waitMs).toBe(1);
  number.recover();
  expect(number.waitMs).toBe(0);
});

test('a clock that was set back holds nothing up', () => {
  const { number, time } = aNumber();
  number.backOff();
  time.now = MORNING - 3_600_000;
  expect(number.waitMs).toBe(0);
});

test('five requests in a row without an answer make the number wait, four do not', () => {
  const { number } = aNumber();
  for (let n = 0; n < 4; n += 1) number.hearNothing();
  expect(number.waitMs).toBe(0);
  number.recover();
  for (let n = 0; n < 4; n += 1) number.hearNothing();
  expect(number.waitMs).toBe(0);
  number.hearNothing();
  expect(number.waitMs).toBe(1000);
});

test('half a minute of faults is no short disturbance, and is over after three quiet minutes', () => {
  const { number, pass } = aNumber();
  number.backOff();
  pass(29_999);
  number.backOff();
  expect(number.isAway).toBe(false);
  pass(1);
  number.backOff();
  expect(number.isAway).toBe(true);
  expect(number.health.state).toBe('down');
  pass(3 * MINUTE - 1);
  expect(number.isAway).toBe(true);
  pass(1);
  expect(number.isAway).toBe(false);
  number.backOff();
  expect(number.isAway).toBe(false);
  number.backOff();
  number.recover();
  expect(number.health.state).toBe('ok');
});

test('an error of the account pauses the number for a minute, told with when it began', () => {
  const { number, pauses, pass } = aNumber();
  expect(number.meet(LOCKED, { who: 'a', by: 'answer' })).toBe('pause');
  expect(number.isPaused).toBe(true);
  expect(number.waitMs).toBe(MINUTE);
  pass(MINUTE);
  number.begin();
  expect(number.meet(LOCKED, { who: 'b', by: 'answer' })).toBe('pause');
  expect(pauses).toEqual([
    { fault: LOCKED, by: 'answer', since: MORNING, until: MORNING + MINUTE },
    { fault: LOCKED, by: 'answer', since: MORNING, until: MORNING + 2 * MINUTE },
  ]);
  number.recover();
  expect(number.isPaused).toBe(false);
  expect(number.waitMs).toBe(0);
  expect(pauses.at(-1)).toBeUndefined();
});

test('an unknown code that three citizens met in a row is the fault of the number', () => {
  const { number } = aNumber();
  const meet = (who: string) => number.meet(UNKNOWN, { who, by: 'answer' });
  for (const who of ['a', 'a', 'a', 'b']) expect(meet(who)).toBe('retry');
  number.recover();
  for (const who of ['a', 'b']) expect(meet(who)).toBe('retry');
  expect(meet('c')).toBe('pause');
  const { number: slow, pass: wait } = aNumber();
  for (const who of ['a', 'b']) slow.meet(UNKNOWN, { who, by: 'answer' });
  wait(24 * 60 * MINUTE + 1);
  expect(slow.meet(UNKNOWN, { who: 'c', by: 'answer' })).toBe('retry');
});

test('codes by receipt are counted apart, and forgotten when a message has left', () => {
  const { number } = aNumber();
  const meet = (who: string, by: 'answer' | 'receipt') => number.meet(UNKNOWN, { who, by });
  meet('a', 'answer');
  meet('b', 'answer');
  meet('c', 'receipt');
  meet('d', 'receipt');
  expect(number.isPaused).toBe(false);
  number.recover();
  expect(meet('e', 'receipt')).toBe('pause');
  const { number: other } = aNumber();
  for (const who of ['a', 'b']) other.meet(UNKNOWN, { who, by: 'receipt' });
  other.hearSent(MORNING);
  expect(other.meet(UNKNOWN, { who: 'c', by: 'receipt' })).toBe('retry');
});

test('a code is the fault of a reply where others got through since', () => {
  const { number, pass } = aNumber();
  number.meet(UNKNOWN, { who: 'a', by: 'answer' });
  expect(number.isOfReply(UNKNOWN.code, 'a')).toBe(false);
  pass(1);
  number.recover();
  expect(number.isOfReply(UNKNOWN.code, 'a')).toBe(true);
  expect(number.isOfReply(UNKNOWN.code, 'b')).toBe(false);
});

test('a thousand first meetings with a code are remembered, and with one more none of before', () => {
  const { number, pass } = aNumber();
  const meet = (n: number) => number.meet({ code: 900_000 + n }, { who: 'a', by: 'receipt' });
  for (let n = 0; n < 1000; n += 1) meet(n);
  pass(1);
  number.recover();
  expect(number.isOfReply(900_000, 'a')).toBe(true);
  meet(1000);
  expect(number.isOfReply(900_000, 'a')).toBe(false);
});

test('a pause by receipt ends by the receipt of a later message, not by that of an earlier one', () => {
  const { number, pass } = aNumber();
  number.meet(LOCKED, { who: 'a', by: 'receipt' });
  pass(MINUTE);
  number.recover();
  expect(number.isPaused).toBe(true);
  number.hearSent(MORNING - 1000);
  expect(number.isPaused).toBe(true);
  number.hearSent(MORNING - 999); // receipts have whole seconds
  expect(number.isPaused).toBe(false);
});

test('a pause by receipt ends a minute after a message was accepted, if nothing more is heard', () => {
  const { number, pass } = aNumber();
  number.meet(LOCKED, { who: 'a', by: 'receipt' });
  pass(2 * MINUTE);
  expect(number.isPaused).toBe(true);
  number.recover();
  pass(MINUTE - 1);
  number.recover();
  expect(number.isPaused).toBe(true);
  pass(1);
  expect(number.isPaused).toBe(false);
});

test('a code about a country, once somebody got through, concerns only citizens there', () => {
  const country = { code: 130497 };
  const { number, pass } = aNumber();
  expect(number.meet(country, { who: 'a', by: 'answer' })).toBe('pause');
  number.recover();
  for (const who of ['a', 'b']) expect(number.meet(country, { who, by: 'answer' })).toBe('hold');
  pass(24 * 60 * MINUTE);
  expect(number.meet(country, { who: 'c', by: 'answer' })).toBe('pause');
});

test('a pause of another process is taken over, for a minute by the own clock, and its end too', () => {
  const { number, pauses } = aNumber();
  const pause: Pause = { fault: LOCKED, by: 'answer', since: MORNING, until: MORNING + 9 * MINUTE };
  number.adopt(pause);
  expect(number.isPaused).toBe(true);
  expect(number.waitMs).toBe(MINUTE);
  number.begin();
  number.adopt(undefined);
  expect(number.isPaused).toBe(false);
  expect(number.waitMs).toBe(0);
  expect(pauses).toEqual([]);
});

test('a pause that ends no later than the known one changes nothing', () => {
  const { number, pass } = aNumber();
  number.meet(LOCKED, { who: 'a', by: 'answer' });
  pass(1000);
  number.adopt({ fault: UNKNOWN, by: 'answer', since: MORNING, until: MORNING + MINUTE });
  expect(number.waitMs).toBe(MINUTE - 1000);
  expect(number.health.reason).toContain('131031');
});
