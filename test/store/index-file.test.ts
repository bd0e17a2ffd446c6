import { mkdirSync, readdirSync, statSync, truncateSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { IndexFile } from '../../src/store/index-file.ts';
import { aFolder } from '../support/builders.ts';

const SNAPSHOT = { change: 7, words: Uint8Array.of(1, 2, 3), evidence: Uint8Array.of(4, 5) };

test('what was written is read, and what cannot be read counts as no index', async () => {
  const path = join(aFolder(), 'index.snapshot');
  const file = new IndexFile(path);
  expect(await file.read()).toBeUndefined();
  await file.write(SNAPSHOT);
  expect(await file.read()).toEqual(SNAPSHOT);
  for (const length of [15, 0]) {
    truncateSync(path, length);
    expect(await file.read()).toBeUndefined();
  }
});

test('a folder in the place of the index counts as no index', async () => {
  const path = join(aFolder(), 'index.snapshot');
  mkdirSync(path);
  expect(await new IndexFile(path).read()).toBeUndefined();
});

test('an index is for the eyes of its owner alone, replaces the last one and leaves no draft', async () => {
  const path = join(aFolder(), 'index.snapshot');
  const file = new IndexFile(path);
  await Promise.all([file.write({ ...SNAPSHOT, change: 8 }), file.write(SNAPSHOT)]);
  const next = { change: 2 ** 40, words: new Uint8Array(), evidence: Uint8Array.of(9) };
  await file.write(next);
  expect(await file.read()).toEqual(next);
  expect(readdirSync(dirname(path))).toEqual(['index.snapshot']);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('an index whose words were cut off is read as far as it goes, each part aligned', async () => {
  const path = join(aFolder(), 'index.snapshot');
  const file = new IndexFile(path);
  await file.write(SNAPSHOT);
  truncateSync(path, 18);
  const found = await file.read();
  expect(found).toMatchObject({ words: Uint8Array.of(1, 2), evidence: new Uint8Array() });
  expect([found?.words.byteOffset, found?.evidence.byteOffset]).toEqual([0, 0]);
});
