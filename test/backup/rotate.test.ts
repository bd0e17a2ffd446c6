import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { openStore } from '../../src/app/open-store.ts';
import { readConfig, readMasterKey } from '../../src/config/config.ts';
import { aFolder, aMasterKey } from '../support/builders.ts';
import { openTestMongo } from '../support/mongo.ts';
import { jsonLines, posko } from '../support/posko.ts';
import { aMongoPlace, aSqlitePlace, backUp, fill, restoreInto } from './world.ts';

const mongo = await openTestMongo();
afterAll(() => mongo.close());

const quiet = {
  POSKO_LOG_LEVEL: 'silent',
  POSKO_SAMPLES: 'off',
  POSKO_KEY: '',
  POSKO_MONGO_URL: '',
};
const configOf = (data: string) => readConfig({ ...quiet, POSKO_DATA: data });

async function aDataFolder(): Promise<string> {
  const folder = join(aFolder(), 'data');
  const store = await openStore(configOf(folder));
  await fill(store);
  await store.close();
  return folder;
}

/** What is found by whoever starts on a data folder, and the key it is found under; it takes in what is new, too. */
async function lookInto(folder: string) {
  const store = await openStore(configOf(folder));
  expect(await store.turns.takeUpAgain()).toBe(0);
  const cases = await store.cases.list('open', 10);
  const due = await store.turns.findDue(Number.MAX_SAFE_INTEGER, 100);
  await store.close();
  const key = Buffer.from(readMasterKey(configOf(folder))).toString('hex');
  return { cases: cases.length, due: due.length, key };
}

test('a rotation puts everything under a new key, and the old store stays as it was', async () => {
  const folder = await aDataFolder();
  const before = await lookInto(folder);
  const to = join(aFolder(), 'next');
  const ran = await posko(['key', 'rotate', '--data', folder, '--to', to], { env: quiet });
  expect(ran.stderr).toBe('');
  expect(ran.stdout).toContain(`Set POSKO_DATA=${to}`);
  const after = await lookInto(to);
  expect(after).toEqual({ ...before, key: after.key });
  expect(after.key).not.toBe(before.key);
  expect(await lookInto(folder)).toEqual(before);
  expect(lstatSync(join(to, 'master.key')).mode & 0o777).toBe(0o600);
  const file = new DatabaseSync(join(to, 'posko.db'));
  // Who knew the old key finds nobody who is erased from now on.
  const keys = file.prepare('SELECT retired FROM trace_keys ORDER BY retired').all();
  expect(keys.map(({ retired }) => retired)).toEqual([0, 1]);
  file.close();
});

test('a rotation leaves work under way behind, as its place in it is a name under the old key', async () => {
  const folder = await aDataFolder();
  const store = await openStore(configOf(folder));
  const value = { cursor: 'warga-lama', at: 1 };
  await store.documents.put('job', { id: 'announcements', revision: 0, value });
  await store.close();
  const to = join(aFolder(), 'next');
  await posko(['key', 'rotate', '--data', folder, '--to', to], { env: quiet });
  const rotated = await openStore(configOf(to));
  expect(await rotated.documents.list('job')).toEqual([]);
  expect((await rotated.cases.list('open', 10)).length).toBeGreaterThan(0);
  await rotated.close();
});

test('a rotation killed at any moment leaves the old store as it was, and can be repeated', async () => {
  const folder = await aDataFolder();
  const before = await lookInto(folder);
  const to = join(aFolder(), 'next');
  const main = ['--disable-warning=ExperimentalWarning', 'src/main.ts', 'key', 'rotate'];
  for (let ms = 250; ms <= 1450; ms += 150) {
    const options = { env: { ...process.env, ...quiet }, stdio: 'ignore' } as const;
    await rm(to, { recursive: true, force: true });
    const child = spawn(process.execPath, [...main, '--data', folder, '--to', to], options);
    await Promise.race([pause(ms), once(child, 'exit')]);
    if (child.exitCode === null) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    expect(await lookInto(folder)).toEqual(before);
    if (existsSync(to)) expect(await lookInto(to)).toMatchObject({ cases: before.cases });
  }
  await rm(to, { recursive: true, force: true });
  const ran = await posko(['key', 'rotate', '--data', folder, '--to', to], { env: quiet });
  expect(ran.stderr).toBe('');
  expect(await lookInto(to)).toMatchObject({ cases: before.cases, due: before.due });
}, 120_000);

test('a store in use is not rotated', async () => {
  const folder = await aDataFolder();
  const store = await openStore(configOf(folder));
  const to = join(aFolder(), 'next');
  const ran = await posko(['key', 'rotate', '--data', folder, '--to', to], { env: quiet });
  await store.close();
  expect(ran.code).toBe(1);
  expect(ran.stderr).toContain('is in use; stop the post first');
  expect(existsSync(to)).toBe(false);
});

test('with a key of the environment the new store goes where the operator says', async () => {
  const folder = await aDataFolder();
  const env = { ...quiet, POSKO_KEY: (await lookInto(folder)).key };
  const refused = await posko(['key', 'rotate', '--data', folder], { env });
  expect(refused.stderr).toContain('--to FOLDER');
  const to = join(aFolder(), 'next');
  const ran = await posko(['key', 'rotate', '--data', folder, '--to', to], { env });
  expect(ran.stdout).toContain(`Set POSKO_DATA=${to}`);
  expect((await lookInto(to)).cases).toBe((await lookInto(folder)).cases);
});

test('MongoDB is rotated into another database, and the old one is as it was', async () => {
  const [from, to] = [mongo.url(), mongo.url()];
  const data = join(aFolder(), 'data');
  const key = Buffer.from(readMasterKey(configOf(data)));
  const sqlite = aSqlitePlace();
  const store = await sqlite.open(key);
  await fill(store);
  await store.close();
  const place = aMongoPlace({ ...mongo, url: () => from });
  await restoreInto(place, await backUp(sqlite, key), { old: key, fresh: key });
  const env = { ...quiet, POSKO_MONGO_URL: from, POSKO_DATA: data };
  const ran = await posko(['key', 'rotate', '--to', to, '--json'], { env });
  expect(ran.stderr).toBe('');
  const [told] = jsonLines(ran.stdout);
  const fresh = Buffer.from(readFileSync(String(told?.keyFile), 'utf8').trim(), 'hex');
  expect(fresh.equals(key)).toBe(false);
  const counts = [];
  for (const [url, each] of [
    [from, key],
    [to, fresh],
  ] as const) {
    const opened = await aMongoPlace({ ...mongo, url: () => url }).open(each);
    counts.push((await opened.cases.list('open', 10)).length);
    await opened.close();
  }
  expect(counts).toEqual([2, 2]);
  const wrong = aMongoPlace({ ...mongo, url: () => to }).open(aMasterKey());
  await expect(wrong).rejects.toThrow('another master key');
});
