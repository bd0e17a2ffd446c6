import { expect, onTestFinished, test, vi } from 'vitest';
import { hearWrites, isFull, StoreWrites } from '../../../src/services/duty/store-writes.ts';
import { createSeal } from '../../../src/store/seal.ts';
import { openSqlite } from '../../../src/store/sqlite/open-sqlite.ts';
import { aMasterKey, aMessage, anAddress } from '../../support/builders.ts';
import { MORNING } from '../../support/stage.ts';

const FULL = Object.assign(new Error('no room'), { errcode: 13 });

function watchWrites() {
  const time = { now: MORNING };
  const told: string[] = [];
  const writes = new StoreWrites({ now: () => time.now }, (what) => told.push(what));
  const store = openSqlite(':memory:', createSeal(aMasterKey()));
  onTestFinished(() => store.close());
  return { writes, told, store, time };
}

test('a write that fails is told once, and that all go again once each of them has', () => {
  const { writes, told, time } = watchWrites();
  expect(writes.health).toEqual({ state: 'ok' });
  writes.note('turns commitTurn', FULL);
  time.now += 5;
  writes.note('outbox end', new Error('away'));
  expect(writes.failingSince).toBe(MORNING);
  expect(writes.health).toMatchObject({ state: 'down' });
  expect(told).toHaveLength(1);
  expect(told[0]).toContain('full');
  writes.note('outbox end');
  expect(writes.health.state).toBe('down');
  writes.note('turns commitTurn');
  expect(writes.health.state).toBe('ok');
  expect(told).toHaveLength(2);
  writes.note('turns commitTurn');
  expect(told).toHaveLength(2);
});

test.each([
  [{ errcode: 13 }, true],
  [{ errcode: 13 + 256 }, true],
  [{ errcode: 14 }, false],
  [{ code: 14_031 }, true],
  [{ code: 'ENOSPC' }, true],
  [{ code: 'EDQUOT' }, true],
  [{ code: 'EIO' }, false],
  [undefined, false],
  ['ENOSPC', false],
])('whether %j is for want of room: %j', (error, isForRoom) => {
  expect(isFull(error)).toBe(isForRoom);
});

test('a test write is made every five seconds at most, a large one while writes fail', async () => {
  const { writes, store, time } = watchWrites();
  const put = vi.spyOn(store.documents, 'put');
  const lengths = () => put.mock.calls.map(([, { value }]) => String(value).length);
  await Promise.all([writes.check(store), writes.check(store)]);
  time.now += 4999;
  await writes.check(store);
  expect(lengths()).toEqual([8000]);
  writes.note('media keep', FULL);
  time.now += 1;
  expect(await writes.check(store)).toEqual({ state: 'ok' });
  expect(lengths()).toEqual([8000, 64_000]);
  time.now = MORNING - 1; // a clock that was set back
  await writes.check(store);
  expect(lengths()).toHaveLength(3);
});

test('a test write that fails says that the store does not take what is written', async () => {
  const { writes, store, time } = watchWrites();
  const put = vi.spyOn(store.documents, 'put').mockRejectedValueOnce(new Error('away'));
  expect(await writes.check(store)).toMatchObject({ state: 'down' });
  time.now += 5000;
  expect(await writes.check(store)).toEqual({ state: 'ok' });
  expect(put).toHaveBeenCalledTimes(2);
});

test('writes for a citizen are heard, with how they went, and reads are not', async () => {
  const { writes, store, told } = watchWrites();
  const heard = hearWrites(store, writes);
  const arrival = { from: anAddress(), message: aMessage() };
  vi.spyOn(store.turns, 'keepMessages').mockRejectedValueOnce(FULL);
  await expect(heard.turns.keepMessages([arrival], MORNING)).rejects.toBe(FULL);
  expect(writes.health.state).toBe('down');
  vi.spyOn(store.turns, 'findDue').mockRejectedValueOnce(new Error('away'));
  await expect(heard.turns.findDue(MORNING, 1)).rejects.toThrow('away');
  expect(await heard.turns.findDue(MORNING, 1)).toEqual([]);
  expect(writes.health.state).toBe('down');
  const [kept] = await heard.turns.keepMessages([arrival], MORNING);
  expect(kept?.isNew).toBe(true);
  expect(writes.health.state).toBe('ok');
  expect(told).toHaveLength(2);
});

test.each([
  ['turns', 'commitTurn'],
  ['turns', 'replaceMessage'],
  ['outbox', 'begin'],
  ['outbox', 'end'],
  ['outbox', 'note'],
  ['media', 'keep'],
] as const)('%s.%s that fails for want of room is heard', async (part, name) => {
  const { writes, store } = watchWrites();
  const fail = async () => Promise.reject(FULL);
  const failing = { ...store, [part]: { [name]: fail, size: 7, read: () => 'as it is' } };
  const heard = hearWrites(failing as unknown as typeof store, writes);
  const watched = heard[part] as unknown as Record<string, () => Promise<unknown>>;
  expect(watched.size).toBe(7);
  expect(watched.read?.()).toBe('as it is');
  await expect(watched[name]?.()).rejects.toBe(FULL);
  expect(writes.health.state).toBe('down');
});

test('what is not a write for a citizen goes to the store as it is', async () => {
  const { writes, store, time } = watchWrites();
  const close = vi.spyOn(store, 'close').mockResolvedValueOnce();
  const heard = hearWrites(store, writes);
  expect(await heard.load(MORNING)).toEqual(await store.load(MORNING));
  expect(heard.cases).toBe(store.cases);
  await heard.close();
  expect(close).toHaveBeenCalledTimes(1);
  expect(writes.committedAt).toBeUndefined();
  time.now += 7;
  writes.note('turns commitTurn');
  expect(writes.committedAt).toBe(MORNING + 7);
});
