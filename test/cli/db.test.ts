import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openStore } from '../../src/app/open-store.ts';
import { readConfig } from '../../src/config/config.ts';
import { migrateMongo } from '../../src/store/mongo/open-mongo.ts';
import { aFolder } from '../support/builders.ts';
import { openTestMongo } from '../support/mongo.ts';
import { jsonLines, posko, temporaryFolder, toInput } from '../support/posko.ts';

const mongo = await openTestMongo();
console.log(`MongoDB commands run on: ${mongo.name}`);
afterAll(() => mongo.close());

const quiet = { POSKO_LOG_LEVEL: 'silent' };

test('a database is migrated once, then holds the post', async () => {
  using folder = temporaryFolder();
  const env = { ...quiet, POSKO_MONGO_URL: mongo.url(), POSKO_DATA: folder.path };
  const early = await posko(['doctor', '--json'], { env });
  expect(early.code).toBe(1);
  expect(early.stdout).toContain('posko db migrate');
  const planned = await posko(['db', 'migrate', '--plan'], { env });
  expect(planned.stdout).toMatch(
    /create cases: open_claim\n.*move citizens: .* \(0 documents\)\n\d+ steps to do/s,
  );
  const [made] = jsonLines((await posko(['db', 'migrate', '--json'], { env })).stdout);
  expect(made).toMatchObject({ isDry: false });
  expect((await posko(['db', 'migrate'], { env })).stdout).toBe(
    'All is as this version needs it.\n',
  );
  const chat = await posko(['chat', '--json'], {
    env,
    input: toInput({ citizen: 'w1', text: 'menu' }),
  });
  expect(chat.code).toBe(0);
  expect(jsonLines(chat.stdout)).toMatchObject([{ to: 'w1' }]);
  expect((await posko(['doctor'], { env })).stdout).toContain('store: MongoDB, ');
});

test('what an earlier release still needs stays until a migration without --adds-only', async () => {
  const env = { ...quiet, POSKO_MONGO_URL: mongo.url(), POSKO_DATA: aFolder() };
  const steps = async (...options: string[]) => {
    const ran = await posko(['db', 'migrate', '--json', ...options], { env });
    const [told] = jsonLines(ran.stdout) as { steps: { type: string }[] }[];
    return [...new Set(told?.steps.map(({ type }) => type))];
  };
  expect(await steps('--adds-only')).toEqual(['create']);
  expect(await steps('--plan')).toEqual(['move']);
});

test('a folder without the master key of its database is refused, and no new key stays behind', async () => {
  const POSKO_MONGO_URL = mongo.url();
  const [folder, elsewhere] = [aFolder(), aFolder()];
  await migrateMongo(POSKO_MONGO_URL, { isDry: false });
  const store = await openStore(readConfig({ POSKO_MONGO_URL, POSKO_DATA: folder }));
  await store.close();
  const lost = openStore(readConfig({ POSKO_MONGO_URL, POSKO_DATA: elsewhere }));
  await expect(lost).rejects.toThrow('another master key; restore that key');
  expect([readdirSync(folder), readdirSync(elsewhere)]).toEqual([['master.key'], []]);
});

test('a key that was there stays, though it is not that of the database', async () => {
  const POSKO_MONGO_URL = mongo.url();
  const [folder, elsewhere] = [aFolder(), aFolder()];
  await migrateMongo(POSKO_MONGO_URL, { isDry: false });
  const store = await openStore(readConfig({ POSKO_MONGO_URL, POSKO_DATA: folder }));
  await store.close();
  const key = join(elsewhere, 'master.key');
  writeFileSync(key, 'ab'.repeat(32));
  const other = openStore(readConfig({ POSKO_MONGO_URL, POSKO_DATA: elsewhere }));
  await expect(other).rejects.toThrow('another master key; restore that key');
  expect(readFileSync(key, 'utf8')).toBe('ab'.repeat(32));
});

test('without a database there is nothing to migrate by hand', async () => {
  const ran = await posko(['db', 'migrate'], { env: { POSKO_MONGO_URL: '' } });
  expect(ran.code).toBe(1);
  expect(ran.stderr).toContain('set POSKO_MONGO_URL');
});

test('an address without a database is refused', async () => {
  const ran = await posko(['db', 'migrate'], { env: { POSKO_MONGO_URL: 'mongodb://localhost' } });
  expect(ran.stderr).toContain('POSKO_MONGO_URL must be a server and a database');
});
