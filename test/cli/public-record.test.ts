import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openStore } from '../../src/app/open-store.ts';
import { readConfig } from '../../src/config/config.ts';
import { startOfDay } from '../../src/domain/time/jakarta-day.ts';
import { fillMonth } from '../support/busy-month.ts';
import { jsonLines, posko, temporaryFolder } from '../support/posko.ts';

test('one command counts a month, writes its data, and publishes it on purpose', {
  timeout: 60_000,
}, async () => {
  using folder = temporaryFolder();
  const [data, out] = [join(folder.path, 'data'), join(folder.path, 'out')];
  const store = await openStore(readConfig({ POSKO_DATA: data }));
  await fillMonth(store, { start: startOfDay('2025-10-01') });
  await store.close();
  const month = ['--month', '2025-10', '--data', data];
  const counted = await posko(['record', ...month, '--out', out, '--json']);
  expect(counted.stderr).toBe('');
  const [summary] = jsonLines(counted.stdout);
  expect(summary).toMatchObject({ month: '2025-10', isPublished: false, totals: { people: 200 } });
  expect(readdirSync(out).toSorted()).toEqual([
    'counts.csv',
    'datapackage.json',
    'fact-checks.csv',
    'record.json',
    'totals.csv',
  ]);
  expect(readFileSync(join(out, 'record.json'), 'utf8')).toContain('"month": "2025-10"');
  const early = await posko(['record', ...month, '--note', 'x', '--as', 'sari']);
  expect([early.code, early.stderr]).toEqual([1, expect.stringContaining('not published')]);
  const published = await posko(['record', ...month, '--publish', '--as', 'sari']);
  expect(published.stdout).toContain('/laporan/2025-10');
  const again = await posko(['record', ...month, '--publish', '--as', 'sari']);
  expect([again.code, again.stderr]).toEqual([1, expect.stringContaining('published already')]);
  const bad = await posko(['record', '--month', 'oktober', '--data', data]);
  expect([bad.code, bad.stderr]).toEqual([1, expect.stringContaining('2026-10')]);
});
