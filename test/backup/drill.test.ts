import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { expect, test, vi } from 'vitest';
import { findStaleDrills } from '../../src/app/last-backup.ts';
import { openStore } from '../../src/app/open-store.ts';
import { start } from '../../src/app/start.ts';
import { reportDrill } from '../../src/cli/backup.ts';
import { readConfig } from '../../src/config/config.ts';
import { readBackup } from '../../src/store/backup/read-file.ts';
import { writeBackup } from '../../src/store/backup/write-file.ts';
import { aFolder } from '../support/builders.ts';
import { jsonLines, posko } from '../support/posko.ts';
import { fill } from './world.ts';

const env = { POSKO_LOG_LEVEL: 'silent', POSKO_SAMPLES: 'off', POSKO_KEY: '', POSKO_MONGO_URL: '' };

/** A job that has run, as every post has some. */
const REST = { beganAt: 1, commands: 1, dueAt: 1, leasedUntil: 0 };

async function aBackup() {
  const [data, away] = [join(aFolder(), 'data'), aFolder()];
  const store = await openStore(readConfig({ ...env, POSKO_DATA: data }));
  await fill(store);
  await store.documents.put('job', { id: 'retention', revision: 0, value: REST });
  await store.close();
  const file = join(away, 'b.posko');
  expect((await posko(['backup', file, '--data', data], { env })).code).toBe(0);
  return { data, file };
}

test('a drill restores a backup, finds every record again and leaves nothing behind', async () => {
  const { data, file } = await aBackup();
  const [before, bytes] = [readdirSync(data), readFileSync(join(data, 'posko.db'))];
  const drill = ['restore', file, '--drill', '--data', data];
  const ran = await posko(drill, { env });
  expect([ran.code, ran.stderr]).toEqual([0, '']);
  expect(ran.stdout).toMatch(/^ +2 case\n/m);
  expect(ran.stdout).toMatch(/made at 20\S+, restores whole\n$/);
  const [told] = jsonLines((await posko([...drill, '--json'], { env })).stdout);
  expect(told).toMatchObject({ wrong: [], said: { case: 2 }, found: { case: 2 } });
  expect(readdirSync(data)).toEqual(before);
  expect(readFileSync(join(data, 'posko.db')).equals(bytes)).toBe(true);
});

test('a drill of a backup that still holds work under way finds all that is restored', async () => {
  const { data, file } = await aBackup();
  const [old, masterKey] = [join(aFolder(), 'old.posko'), readFileSync(join(data, 'master.key'))];
  const key = Buffer.from(masterKey.toString('utf8').trim(), 'hex');
  async function* withWork() {
    yield* readBackup(file, key);
    const row = { id: 'job:retention', kind: 'job', revision: 1, doc: JSON.stringify(REST) };
    const written = { type: 'plain' as const, kind: 'papers', row };
    yield { ...written, row: {}, toJSON: () => written }; // as an older Posko wrote it
  }
  await writeBackup(old, withWork(), { masterKey: key, madeAt: 1 });
  const ran = await posko(['restore', old, '--drill', '--json', '--data', data], { env });
  expect([ran.code, ran.stderr]).toEqual([0, '']);
  expect(jsonLines(ran.stdout)).toMatchObject([{ wrong: [], said: { case: 2 } }]);
});

test('a drill elsewhere needs the key alone, and no store', async () => {
  const { data, file } = await aBackup();
  const elsewhere = join(aFolder(), 'data');
  const drill = ['restore', file, '--drill', '--data', elsewhere];
  expect((await posko(drill, { env })).stderr).toContain('put the master key of the backup into');
  const ran = await posko([...drill, '--key-file', join(data, 'master.key')], { env });
  expect([ran.code, ran.stdout]).toEqual([0, expect.stringContaining('restores whole')]);
  expect(readdirSync(elsewhere)).toEqual([]);
});

test('a drill names a file that is cut off, changed, no backup, or of another key', async () => {
  const { data, file } = await aBackup();
  const whole = readFileSync(file);
  const changed = Buffer.from(whole);
  changed.writeUInt8(changed.readUInt8(whole.length - 40) ^ 1, whole.length - 40);
  const away = aFolder();
  const wrong = join(away, 'wrong.key');
  writeFileSync(wrong, 'ab'.repeat(32));
  const cases: [string, Uint8Array, string[]][] = [
    ['is cut off', whole.subarray(0, -10), []],
    ['was changed after it was made', changed, []],
    ['is no backup of Posko', Buffer.from('letters'), []],
    ['was made under another master key', whole, ['--key-file', wrong]],
  ];
  for (const [problem, bytes, more] of cases) {
    const broken = join(away, 'broken');
    writeFileSync(broken, bytes);
    const ran = await posko(['restore', broken, '--drill', '--data', data, ...more], { env });
    expect([ran.code, ran.stderr]).toEqual([1, expect.stringContaining(problem)]);
  }
  expect(readdirSync(data).filter((name) => name.startsWith('drill'))).toEqual([]);
  expect(existsSync(join(data, 'posko.db'))).toBe(true);
});

test.each([
  ['drill', (file: string) => ['restore', file, '--drill']],
  ['backup', (file: string) => ['backup', `${file}.2`]],
])(
  'the store that a killed drill left is named, and gone at the next %s; one at work stays',
  async (_, words) => {
    const { data, file } = await aBackup();
    const stale = aScratchStore(data, 'drill-stale');
    const recent = aScratchStore(data, 'drill-recent');
    age(stale);
    age(recent);
    writeFileSync(join(recent, 'posko.db'), 'more letters'); // which its folder does not show
    expect(findStaleDrills(data)).toEqual([stale]);
    const { stdout } = await posko(['doctor', '--data', data], { env });
    expect(stdout).toContain(`drill: ${stale}: left by a drill that was killed`);
    expect((await posko([...words(file), '--data', data], { env })).code).toBe(0);
    expect([existsSync(stale), existsSync(recent)]).toEqual([false, true]);
    expect(findStaleDrills(data)).toEqual([]);
  },
);

test('a start removes the store that a killed drill left', async () => {
  const data = aFolder();
  const stale = aScratchStore(data, 'drill-stale');
  age(stale);
  const config = readConfig({ ...env, POSKO_DATA: data, POSKO_PORT: '0' });
  await (await start(config, pino({ level: 'silent' }))).close();
  expect(existsSync(stale)).toBe(false);
});

function aScratchStore(data: string, name: string): string {
  const folder = join(data, name);
  mkdirSync(folder);
  writeFileSync(join(folder, 'posko.db'), 'letters');
  return folder;
}

/** Lets a folder, and all in it, have been written two hours ago. */
function age(folder: string): void {
  const at = Date.now() / 1000 - 7200;
  for (const path of [join(folder, 'posko.db'), folder]) utimesSync(path, at, at);
}

test('kinds of which too few or too many came back are named, and the drill has failed', () => {
  const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const report = () =>
    reportDrill('b.posko', { case: 2, tip: 5 }, { case: 2, tip: 4, letter: 1 }, {});
  expect(report).toThrow('b.posko does not restore whole: tip, letter');
  const lines = written.mock.calls.map(([line]) => String(line).trim());
  written.mockRestore();
  expect(lines).toEqual(['2 case', '5 tip, but 4 came back', '0 letter, but 1 came back']);
});
