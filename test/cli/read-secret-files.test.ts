import { readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { hiddenFrom } from '../../src/app/open-reader.ts';
import { withStore } from '../../src/app/open-store.ts';
import { Phones } from '../../src/channels/simulator/phones.ts';
import { readConfig } from '../../src/config/config.ts';
import { readSecretFiles, secretPaths } from '../../src/config/secret-files.ts';
import { aFolder } from '../support/builders.ts';
import { posko } from '../support/posko.ts';

test('a secret in a file counts as the variable, without the line end', () => {
  const path = aSecret('redis://:geheim@127.0.0.1:6379\n');
  const read = readSecretFiles({ POSKO_REDIS_URL_FILE: path, HOME: '/root' });
  expect(read).toMatchObject({ POSKO_REDIS_URL: 'redis://:geheim@127.0.0.1:6379', HOME: '/root' });
});

test('the token of the server for traces may be in a file too, which strangers’ files are read without', () => {
  const path = aSecret('authorization=Bearer%20abc\n');
  const given = { OTEL_EXPORTER_OTLP_HEADERS_FILE: path, OTEL_SERVICE_NAME_FILE: '/nowhere' };
  const { OTEL_EXPORTER_OTLP_HEADERS: read, OTEL_SERVICE_NAME: name } = readSecretFiles(given);
  expect([read, name]).toEqual(['authorization=Bearer%20abc', undefined]);
  expect(secretPaths(given)).toEqual([path]);
});

test('what reads strangers’ files is kept from the data and from every file that holds a secret', () => {
  const path = aSecret('b');
  vi.stubEnv('POSKO_KEY_FILE', path);
  onTestFinished(() => void vi.unstubAllEnvs());
  const dataFolder = aFolder();
  const hiddenWith = (transcriber?: string) => {
    const { media } = readConfig({ POSKO_TRANSCRIBER: transcriber });
    return hiddenFrom({ media, dataFolder });
  };
  expect(hiddenWith()).toEqual([dataFolder, path]);
  const inside = hiddenWith(join(dataFolder, 'models'));
  expect(inside).toContain(path);
  expect(inside).toContain(join(dataFolder, 'master.key'));
  expect(inside).not.toContain(dataFolder); // the model must be read
});

test('beside a model in the data folder, every file that holds the key or what citizens wrote is hidden', async () => {
  const dataFolder = aFolder();
  const config = readConfig({ POSKO_DATA: dataFolder, POSKO_TRANSCRIBER: `${dataFolder}/models` });
  await withStore(config, async () => {
    const phones = new Phones(join(dataFolder, 'simulator.db'));
    const inUse = readdirSync(dataFolder).filter((name) => !name.endsWith('-shm')); // it only counts
    phones.close();
    expect(inUse).toEqual(expect.arrayContaining(['master.key', 'posko.db', 'simulator.db']));
    expect(inUse.filter((name) => name.endsWith('-wal'))).toHaveLength(2);
    const hidden = hiddenFrom(config);
    for (const name of inUse) expect(hidden).toContain(join(dataFolder, name));
  });
});

test('a secret file that is named from where Posko runs is hidden at the place where it lies', () => {
  expect(secretPaths({ POSKO_KEY_FILE: 'keys/posko' })).toEqual([resolve('keys/posko')]);
});

test('a secret given twice is refused, since nobody could tell which one holds', () => {
  const twice = { POSKO_KEY: 'a', POSKO_KEY_FILE: aSecret('b') };
  expect(() => readSecretFiles(twice)).toThrow('set POSKO_KEY or POSKO_KEY_FILE, not both');
});

test('a file that is not there is named', async () => {
  const env = { POSKO_DATA: aFolder(), POSKO_KEY_FILE: '/nowhere/key' };
  const { code, stderr } = await posko(['doctor'], { env });
  expect([code, stderr]).toEqual([
    1,
    'posko: POSKO_KEY_FILE: /nowhere/key cannot be read (ENOENT)\n',
  ]);
});

test('what is in the file is held to the same rules', async () => {
  const env = { POSKO_DATA: aFolder(), POSKO_KEY_FILE: aSecret('too short') };
  const { code, stderr } = await posko(['doctor'], { env });
  expect(code).toBe(1);
  expect(stderr).toContain('POSKO_KEY must be 64 hexadecimal digits');
  expect(stderr).not.toContain('too short');
});

function aSecret(content: string): string {
  const path = join(aFolder(), 'secret');
  writeFileSync(path, content, { mode: 0o600 });
  return path;
}
