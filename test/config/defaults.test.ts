import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readConfig, readMasterKey } from '../../src/config/config.ts';
import { prepareDataFolder } from '../../src/config/data-folder.ts';
import { aFolder } from '../support/builders.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** The least with which a number of WhatsApp can be used. */
const CLOUD = {
  POSKO_CLOUD_NUMBER_ID: '100000000000001',
  POSKO_CLOUD_TOKEN: 'x'.repeat(40),
  POSKO_CLOUD_APP_SECRET: 'x'.repeat(32),
  POSKO_CLOUD_VERIFY_TOKEN: 'x'.repeat(32),
};

test('a post that nobody has configured is closed to others', () => {
  expect(readConfig({})).toMatchObject({
    host: '127.0.0.1',
    proxies: 0,
    chatHosts: [],
    isSimulatorOpen: false,
    metrics: undefined,
    telemetry: undefined,
    identity: undefined,
    totpFrom: 'editor',
    archive: 'off',
    sources: { fetch: { privateHosts: [] } },
    alarms: { webhook: undefined, mail: undefined, escalateMs: 15 * MINUTE },
  });
});

test('a post that nobody has configured asks nobody outside for anything', () => {
  expect(readConfig({})).toMatchObject({
    media: { readsLinks: false },
    news: [],
    sources: { googleKey: undefined },
    ...{ archive: 'off', embedder: undefined, pingUrl: undefined, telemetry: undefined },
    ...{ backupCopy: undefined, cloudApi: undefined, baileys: undefined },
  });
});

test('a post that nobody has configured forgets after the usual days', () => {
  const { settings } = readConfig({});
  expect(settings).toMatchObject({ letterDays: 2, tipDays: 30, mediaDays: 7, addressDays: 90 });
  expect(settings).toMatchObject({ tallyDays: 400, reportDays: 14 });
});

test('spans are what their names say: seconds, minutes and hours', () => {
  const given = {
    POSKO_UNDO_S: '7',
    POSKO_LIFE_MINUTES: '3',
    POSKO_HOUR_MINUTES: '50',
    POSKO_SERVICE_HOURS: '5',
    POSKO_HUMAN_QUIET_H: '4',
    POSKO_ESCALATE_MIN: '6',
    POSKO_QUIET_MS: '1500',
  };
  const { settings, alarms } = readConfig(given);
  expect(settings).toMatchObject({
    undoMs: 7000,
    urgentMs: { life: 3 * MINUTE, hour: 50 * MINUTE },
    serviceMs: 5 * HOUR,
    humanQuietMs: 4 * HOUR,
    quietMs: 1500,
  });
  expect(alarms.escalateMs).toBe(6 * MINUTE);
});

test('in production verdicts on the vote, SARA and health take two people', () => {
  const of = (given: Record<string, string>) => readConfig(given).settings.secondPerson;
  expect(of({})).toEqual([]);
  expect(of({ NODE_ENV: 'production' })).toEqual(['election', 'sara', 'health']);
  expect(of({ NODE_ENV: 'production', POSKO_SECOND_PERSON: 'none' })).toEqual([]);
});

test.each([
  ['where one tries Posko out on this machine', {}, true, false],
  ['in production', { NODE_ENV: 'production' }, false, false],
  ['beside a real number', CLOUD, false, false],
  ['where others reach it', { POSKO_HOST: '0.0.0.0' }, false, false],
  ['where the operator wants it all the same', { ...CLOUD, POSKO_CHAT: 'on' }, true, true],
  ['where the operator does not want it', { POSKO_CHAT: 'off' }, false, false],
])('the simulator, in which nobody logs in: %s', (_, given, hasSimulator, isSimulatorOpen) => {
  expect(readConfig(given)).toMatchObject({ hasSimulator, isSimulatorOpen });
});

test('a new data folder is for the user of Posko alone, and what is above it too', () => {
  const above = join(aFolder(), 'posko');
  const folder = join(above, 'data');
  prepareDataFolder(folder);
  for (const each of [above, folder]) expect(statSync(each).mode & 0o777).toBe(0o700);
});

test('the master key that a new post makes can be read by the user of Posko alone', () => {
  const folder = aFolder();
  readMasterKey(readConfig({ POSKO_DATA: folder, POSKO_KEY: '' }));
  expect(statSync(join(folder, 'master.key')).mode & 0o777).toBe(0o600);
});
