import { mkdirSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
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
