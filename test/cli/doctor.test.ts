import { chmodSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  diagnoseBackup,
  diagnoseClock,
  diagnoseDisk,
  judgeSpace,
} from '../../src/app/diagnostics/diagnose-machine.ts';
import {
  diagnose,
  diagnoseMedia,
  diagnosePrivateHosts,
  diagnoseRedis,
  diagnoseTextReader,
  diagnoseTools,
  judgeRedis,
} from '../../src/app/diagnostics/doctor.ts';
import { writeMark } from '../../src/app/last-backup.ts';
import { readConfig } from '../../src/config/config.ts';
import { aFolder } from '../support/builders.ts';
import { hasRedis, useRedis } from '../support/redis.ts';
import { MORNING } from '../support/stage.ts';

const MB = 1024 ** 2;
const HOUR = 3_600_000;

async function look(folder: string, variables: Record<string, string> = {}) {
  const found = await diagnose(readConfig({ POSKO_DATA: folder, ...variables }), MORNING);
  return new Map(found.map(({ name, ...rest }) => [name, rest]));
}

test('a key is made for new data, has to be private, and has to be whole', async () => {
  const folder = aFolder();
  expect((await look(folder)).get('master key')?.state).toBe('ok');
  const path = join(folder, 'master.key');
  chmodSync(path, 0o640);
  expect((await look(folder)).get('master key')).toEqual({
    state: 'warning',
    detail: `others on this machine may read it: chmod 600 ${path}`,
  });
  writeFileSync(path, 'abc', { mode: 0o600 });
  expect((await look(folder)).get('master key')?.detail).toContain('64 hexadecimal digits');
});

test('a key that is lost is told, and no new one takes its place', async () => {
  const folder = aFolder();
  await look(folder);
  rmSync(join(folder, 'master.key'));
  for (let twice = 0; twice < 2; twice += 1) {
    const found = await look(folder);
    expect(found.get('master key')).toMatchObject({ state: 'broken' });
    expect(found.get('master key')?.detail).toContain('restore it from your backup');
    expect(found.get('store')?.state).toBe('broken');
  }
});

test.for<[string, (folder: string) => void]>([
  ['a newer Posko wrote it', (folder) => newer(join(folder, 'posko.db'))],
  ['it is no database', (folder) => writeFileSync(join(folder, 'posko.db'), 'kata '.repeat(2000))],
  ['it is under another key', (folder) => writeFileSync(join(folder, 'master.key'), ANOTHER_KEY)],
])('a store that does not open is broken, so that the doctor fails: %s', async ([, spoil]) => {
  const folder = aFolder();
  expect((await look(folder)).get('store')?.state).toBe('warning');
  spoil(folder);
  expect((await look(folder)).get('store')?.state).toBe('broken');
});

const ANOTHER_KEY = 'ab'.repeat(32);

function newer(path: string): void {
  using file = new DatabaseSync(path);
  file.exec('PRAGMA user_version = 999');
}

test('room on the disk gets scarce, then too scarce', async () => {
  expect(judgeSpace(1024 * MB, 'data').state).toBe('ok');
  expect(judgeSpace(1024 * MB - 1, 'data').state).toBe('warning');
  expect(judgeSpace(100 * MB, 'data').state).toBe('warning');
  expect(judgeSpace(100 * MB - 1, 'data')).toMatchObject({ state: 'broken' });
  const dataFolder = join(aFolder(), 'not', 'made', 'yet');
  expect((await diagnoseDisk({ dataFolder })).detail).toContain(dataFolder);
});

test('hosts of the own network that may be asked are named', () => {
  expect(diagnosePrivateHosts(readConfig({}))).toEqual([]);
  const config = readConfig({ POSKO_ALLOW_PRIVATE: 'Arsip.redaksi.example, 10.1.2.3' });
  expect(diagnosePrivateHosts(config)).toEqual([
    {
      ...{ name: 'private hosts', state: 'warning' },
      detail: expect.stringMatching(/from arsip\.redaksi\.example, 10\.1\.2\.3$/),
    },
  ]);
});

test('the last backup is told with its age and size, and what to do when it is old or there is none', async () => {
  const [dataFolder, backupCopy] = [aFolder(), undefined];
  expect((await look(dataFolder)).get('last backup')).toMatchObject({
    state: 'warning',
    detail: expect.stringContaining('run "posko backup FILE --roll ROLL"'),
  });
  writeMark(dataFolder, 'last-backup', '2345678');
  const made = (MORNING - 5 * HOUR) / 1000;
  utimesSync(join(dataFolder, 'last-backup'), made, made);
  const tell = (now: number) => diagnoseBackup({ dataFolder, backupCopy }, now);
  const at = new Date(MORNING - 5 * HOUR).toISOString();
  expect(tell(MORNING)).toMatchObject({
    state: 'ok',
    detail: expect.stringContaining(`${at}, 5 hours ago, 2346 kB; it is copied nowhere else`),
  });
  expect(tell(MORNING + 30 * HOUR).state).toBe('ok');
  expect(tell(MORNING + 31 * HOUR)).toMatchObject({
    state: 'warning',
    detail: expect.stringContaining('36 hours ago, 2346 kB; look at the timer posko-backup'),
  });
});

test('a backup that should be copied elsewhere is told until it is', () => {
  const dataFolder = aFolder();
  const tell = () => diagnoseBackup({ dataFolder, backupCopy: 'cp {} /away' }, Date.now());
  writeMark(dataFolder, 'last-backup', '10');
  expect(tell()).toMatchObject({
    state: 'warning',
    detail: expect.stringContaining(
      'not copied elsewhere yet; run "posko backup --copy FILE --roll ROLL"',
    ),
  });
  writeMark(dataFolder, 'last-backup-copy', 'cp ended with 1');
  expect(tell()).toMatchObject({
    state: 'warning',
    detail: expect.stringContaining('cp ended with 1'),
  });
  writeMark(dataFolder, 'last-backup-copy', '');
  const later = Date.now() / 1000 + 1;
  utimesSync(join(dataFolder, 'last-backup-copy'), later, later);
  expect(tell()).toMatchObject({
    state: 'ok',
    detail: expect.stringContaining('copied elsewhere'),
  });
  writeMark(dataFolder, 'last-backup', '11');
  utimesSync(join(dataFolder, 'last-backup'), later + 1, later + 1);
  expect(tell().state).toBe('warning');
});

test('programs for sounds and films that are missing are told with what to install', () => {
  const folder = aFolder();
  for (const name of ['ffmpeg', 'fpcalc']) writeFileSync(join(folder, name), '', { mode: 0o755 });
  expect(diagnoseTools(`/not/there:${folder}`).state).toBe('ok');
  rmSync(join(folder, 'fpcalc'));
  const found = diagnoseTools(folder);
  expect(found.state).toBe('warning');
  expect(found.detail).toContain('tidak bisa dicocokkan: pasang libchromaprint-tools');
  expect(diagnoseTools(aFolder()).detail).toContain('ffmpeg libchromaprint-tools');
});

test('a model for speech that cannot be used is told', async () => {
  expect(
    await diagnoseMedia({
      media: { transcriber: undefined, tesseract: undefined, reader: undefined, readsLinks: false },
    }),
  ).toHaveLength(1);
  const [, found] = await diagnoseMedia({
    media: { transcriber: aFolder(), tesseract: undefined, reader: undefined, readsLinks: false },
  });
  expect(found).toMatchObject({ name: 'transcriber', state: 'broken' });
  expect(found?.detail).toContain('tokens.txt');
});

test('clocks more than two seconds apart are told', async () => {
  const ours = () => MORNING;
  const near = await diagnoseClock('Redis', async () => MORNING - 2000, ours);
  expect(near).toMatchObject({ name: 'clock', state: 'ok' });
  const far = await diagnoseClock('Redis', async () => MORNING + 2001, ours);
  expect(far).toMatchObject({ state: 'warning', detail: expect.stringContaining('NTP') });
});

test('the program that reads pictures is named, or why another one does', async () => {
  const builtIn = await diagnoseTextReader({
    media: { tesseract: 'off', transcriber: undefined, reader: undefined, readsLinks: false },
  });
  expect(builtIn).toMatchObject({ state: 'ok', detail: expect.stringContaining('built in') });
  const missing = await diagnoseTextReader({
    media: {
      tesseract: '/no/such/tesseract',
      transcriber: undefined,
      reader: undefined,
      readsLinks: false,
    },
  });
  expect(missing).toMatchObject({
    name: 'text in pictures',
    state: 'warning',
    detail: expect.stringContaining('install tesseract-ocr'),
  });
});

test('a Redis that is too old, forgets or evicts is told with what to do', () => {
  const info = (version: string, policy: string, log: number) =>
    `# Server\r\nredis_version:${version}\r\nmaxmemory_policy:${policy}\r\naof_enabled:${log}\r\n`;
  const states = (text: string) => judgeRedis(text).map(({ state }) => state);
  expect(states(info('6.2.0', 'noeviction', 1))).toEqual(['ok', 'ok', 'ok']);
  expect(states(info('10.0.1', 'noeviction', 1))).toEqual(['ok', 'ok', 'ok']);
  expect(states(info('6.0.16', 'allkeys-lru', 0))).toEqual(['broken', 'warning', 'warning']);
});

test('a Redis that is away is told without its password', async () => {
  const [found] = await diagnoseRedis({ redisUrl: 'redis://:secret@127.0.0.1:1' });
  expect(found).toMatchObject({ state: 'broken', detail: expect.stringContaining('127.0.0.1:1') });
  expect(found?.detail).not.toContain('secret');
});

describe.skipIf(!hasRedis())('with Redis', () => {
  const redis = useRedis();

  test('a Redis that runs is asked for its settings and its clock', async () => {
    const states = async () => {
      const found = await diagnoseRedis({ redisUrl: redis.url });
      return Object.fromEntries(found.map(({ name, state }) => [name, state]));
    };
    const well = { Redis: 'ok', 'Redis memory': 'ok', clock: 'ok' };
    expect(await states()).toEqual({ ...well, 'Redis disk': 'warning' });
    const client = redis.client();
    onTestFinished(() => client.disconnect());
    await client.config('SET', 'maxmemory-policy', 'allkeys-lru');
    await client.config('SET', 'appendonly', 'yes');
    const now = { ...well, 'Redis memory': 'warning', 'Redis disk': 'ok' };
    expect(await states()).toEqual(now);
  });
});
