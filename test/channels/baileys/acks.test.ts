import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Acks } from '../../../src/channels/baileys/acks.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('an answer ends its own wait: taken, or with the number of the error', async () => {
  const acks = new Acks();
  const [taken, refused] = [acks.wait('a'), acks.wait('b')];
  acks.settle('a', undefined);
  acks.settle('b', 463);
  acks.settle('nobody waits for this', undefined);
  expect(await Promise.all([taken, refused])).toEqual(['taken', 463]);
  expect(vi.getTimerCount()).toBe(0);
});

test('no answer within ten seconds is silence, and a later one means nothing', async () => {
  const acks = new Acks();
  const ack = vi.fn();
  const waiting = acks.wait('a').then(ack);
  await vi.advanceTimersByTimeAsync(9999);
  expect(ack).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  await waiting;
  expect(ack).toHaveBeenCalledWith('silence');
  const again = acks.wait('a');
  acks.settle('a', undefined);
  expect(await again).toBe('taken');
});

test('a lost connection ends all waits at once', async () => {
  const acks = new Acks();
  const waits = [acks.wait('a'), acks.wait('b')];
  acks.giveUp();
  expect(await Promise.all(waits)).toEqual(['silence', 'silence']);
  expect(vi.getTimerCount()).toBe(0);
});
