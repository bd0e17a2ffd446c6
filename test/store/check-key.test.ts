import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createSeal } from '../../src/store/seal.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { aFolder } from '../support/builders.ts';

test('a store sealed under another key is refused when it is opened, and is unharmed', async () => {
  const path = join(aFolder(), 'posko.db');
  const [right, wrong] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
  await openSqlite(path, createSeal(right)).close();
  expect(() => openSqlite(path, createSeal(wrong))).toThrow(/another master key.*backup/);
  const again = openSqlite(path, createSeal(right));
  expect(await again.factChecks.count()).toEqual({ all: 0, samples: 0 });
  await again.close();
});
