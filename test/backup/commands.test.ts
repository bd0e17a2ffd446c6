import { cpSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readMark } from '../../src/app/last-backup.ts';
import { openStore } from '../../src/app/open-store.ts';
import { readConfig } from '../../src/config/config.ts';
import { aFolder } from '../support/builders.ts';
import { jsonLines, posko } from '../support/posko.ts';
import { fill } from './world.ts';

const quiet = {
  POSKO_LOG_LEVEL: 'silent',
  POSKO_SAMPLES: 'off',
  POSKO_KEY: '',
  POSKO_MONGO_URL: '',
};

async function aDataFolder(): Promise<string> {
  const folder = join(aFolder(), 'data');
  const store = await openStore(readConfig({ ...quiet, POSKO_DATA: folder }));
  await fill(store);
  await store.close();
  return folder;
}

test('a store is backed up, checked and restored from the command line', async () => {
  const [folder, away] = [await aDataFolder(), aFolder()];
  const [file, roll, next] = [join(away, 'b.posko'), join(away, 'roll'), join(away, 'next')];
  const words = ['backup', file, '--roll', roll, '--data', folder];
  const made = await posko(words, { env: quiet });
  expect(made.stderr).toBe('');
  expect(made.stdout).toMatch(/\d+ citizen\n/);
  const checked = await posko(['backup', '--check', file, '--data', folder], { env: quiet });
  expect(checked.stdout).toContain('is sound; it was made at 20');
  const keyFile = join(folder, 'master.key');
  const into = ['restore', file, '--data', next, '--key-file', keyFile];
  const unsure = await posko(into, { env: quiet });
  expect(unsure.code).toBe(1);
  expect(unsure.stderr).toMatch(/name the latest roll with --roll FILE, or say --no-roll/);
  const [restored] = jsonLines(
    (await posko([...into, '--roll', roll, '--json'], { env: quiet })).stdout,
  );
  expect(restored).toMatchObject({ counts: { case: 2 }, lost: { citizens: 0 } });
  const again = await posko([...into, '--no-roll'], { env: quiet });
  expect(again.stderr).toContain('already; restore into a new folder');
  expect(
    (await posko(['review', 'list', '--data', next, '--json'], { env: quiet })).stdout,
  ).toContain('ticket');
});

test('a roll alone is no backup, as the data folder notes', async () => {
  const [folder, away] = [await aDataFolder(), aFolder()];
  const backup = (...words: string[]) =>
    posko(['backup', ...words, '--data', folder], { env: quiet });
  expect((await backup('--roll', join(away, 'roll'))).code).toBe(0);
  expect(readMark(folder, 'last-backup')).toBeUndefined();
  const file = join(away, 'b.posko');
  expect((await backup(file)).code).toBe(0);
  expect(readMark(folder, 'last-backup')?.text).toBe(String(statSync(file).size));
});

test('under the key of the backup nothing is left behind', async () => {
  const [folder, away] = [await aDataFolder(), aFolder()];
  const [file, next] = [join(away, 'b.posko'), join(away, 'next')];
  await posko(['backup', file, '--data', folder], { env: quiet });
  const missing = await posko(['restore', file, '--no-roll', '--data', next], { env: quiet });
  expect(missing.stderr).toContain('put the master key of the backup into');
  cpSync(join(folder, 'master.key'), join(next, 'master.key'), { recursive: true });
  const ran = await posko(['restore', file, '--no-roll', '--data', next, '--json'], { env: quiet });
  expect(jsonLines(ran.stdout)[0]).toMatchObject({
    lost: { letters: 0, citizens: 0 },
  });
});

test('a broken file, a wrong key and an old roll are told apart, and nothing is made', async () => {
  const [folder, away] = [await aDataFolder(), aFolder()];
  const [file, roll, next] = [join(away, 'b.posko'), join(away, 'roll'), join(away, 'next')];
  await posko(['backup', '--roll', roll, '--data', folder], { env: quiet });
  await posko(['backup', file, '--data', folder], { env: quiet });
  const keyFile = join(folder, 'master.key');
  const restore = (...more: string[]) =>
    posko(['restore', file, '--data', next, ...more], { env: quiet });
  const old = await restore('--key-file', keyFile, '--roll', roll);
  expect(old.stderr).toContain('is older than the backup');
  const wrong = join(away, 'wrong.key');
  writeFileSync(wrong, 'ab'.repeat(32));
  expect((await restore('--no-roll', '--key-file', wrong)).stderr).toContain('another master key');
  writeFileSync(file, readFileSync(file).subarray(0, -10));
  expect((await restore('--no-roll', '--key-file', keyFile)).stderr).toContain('is cut off');
  rmSync(file);
  expect((await posko(['backup', file, '--data', next], { env: quiet })).stderr).toContain(
    'there is no store',
  );
});
