import { expect, test } from 'vitest';
import { readOnce } from '../../src/web/shared/read-once.ts';

/** Counts up with each read, and fails as long as it is broken. */
function aReader() {
  const world = { now: 0, reads: 0, isBroken: false };
  const read = readOnce({ freshMs: 1000, now: () => world.now }, async (key: string) => {
    world.reads += 1;
    if (world.isBroken) throw new Error('the store is away');
    return `${key} ${world.reads}`;
  });
  return { world, read };
}

test('a value is read once for all who ask for its key within its time, and then anew', async () => {
  const { world, read } = aReader();
  expect(await Promise.all([read('a'), read('a'), read('b')])).toEqual(['a 1', 'a 1', 'b 2']);
  world.now = 999;
  expect(await read('a')).toBe('a 1');
  world.now = 1000;
  expect(await read('a')).toBe('a 3');
});

test('a read that failed is told to those who waited for it, and tried again by the next', async () => {
  const { world, read } = aReader();
  world.isBroken = true;
  await expect(read('a')).rejects.toThrow('the store is away');
  world.isBroken = false;
  expect(await read('a')).toBe('a 2');
});
