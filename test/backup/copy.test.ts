import { once } from 'node:events';
import { chmodSync, existsSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { readMark, writeMark } from '../../src/app/last-backup.ts';
import { watchOver } from '../../src/app/watch-process.ts';
import { copyElsewhere } from '../../src/cli/copy-backup.ts';
import { readConfig } from '../../src/config/config.ts';
import { aFolder } from '../support/builders.ts';
import { posko } from '../support/posko.ts';
import { startProgram } from '../support/program.ts';

/** A program of an operator that does what the script says. */
function aProgram(script: string): string {
  const path = join(aFolder(), 'copy');
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o700);
  return path;
}

function aFile(): string {
  const path = join(aFolder(), 'two words $& `id`');
  writeFileSync(path, 'sealed');
  return path;
}

const oneTry = { limitMs: 60_000, pausesMs: [], tell() {} };

test('the file is one word of the command, whatever its name, and no shell reads it', async () => {
  const [file, to] = [aFile(), aFolder()];
  const program = aProgram(`test $# = 3 && test "$2" = -- && cp "$1" "$3"`);
  expect(await copyElsewhere(`${program}  {} -- ${to}/copy;ls`, [file], oneTry)).toBeUndefined();
  expect(readFileSync(join(to, 'copy;ls'), 'utf8')).toBe('sealed');
});

test('the command gets the environment, without what is set for Posko', async () => {
  const to = join(aFolder(), 'env');
  vi.stubEnv('POSKO_ALARM_SECRET', 'a secret of this test');
  vi.stubEnv('OTEL_EXPORTER_OTLP_HEADERS', 'authorization=a secret of this test');
  onTestFinished(() => void vi.unstubAllEnvs());
  expect(await copyElsewhere(`${aProgram(`env > ${to}`)} {}`, [aFile()], oneTry)).toBeUndefined();
  expect(readFileSync(to, 'utf8')).toContain('PATH=');
  expect(readFileSync(to, 'utf8')).not.toMatch(/POSKO_|secret of this test/);
});

test('a failed copy is told and tried again, until it works or the tries are over', async () => {
  const [state, file] = [aFolder(), aFile()];
  const program = aProgram(`test -e ${state}/second && exit 0; touch ${state}/second; exit 3`);
  const told: string[] = [];
  const patience = { limitMs: 60_000, pausesMs: [1, 1], tell: (what: string) => told.push(what) };
  expect(await copyElsewhere(`${program} {}`, [file], patience)).toBeUndefined();
  expect(told).toEqual([expect.stringContaining(`${program} ended with 3; the next try is in`)]);
  const never = await copyElsewhere('/not/there {}', [file], patience);
  expect(never).toBe(`${file} was not copied: /not/there cannot be started (ENOENT)`);
  expect(told).toHaveLength(3);
});

test('a command that does not end is ended, with what it has started', async () => {
  const pid = join(aFolder(), 'pid');
  const program = aProgram(`sleep 600 & echo $! > ${pid}; wait`);
  const fault = await copyElsewhere(`${program} {}`, [aFile()], { ...oneTry, limitMs: 1500 });
  expect(fault).toContain('was ended by SIGKILL');
  const child = Number(readFileSync(pid, 'utf8'));
  await expect.poll(() => isRunning(child)).toBe(false);
});

test('a command ends with the process that runs it, also one that is asked to end', async () => {
  const [file, pid] = [aFile(), join(aFolder(), 'pid')];
  const program = aProgram(`sleep 600 & echo $! > ${pid}.part && mv ${pid}.part ${pid}; wait`);
  const { child } = startProgram(['backup', '--copy', file, '--data', aFolder()], {
    POSKO_BACKUP_COPY: `${program} {}`,
  });
  await expect.poll(() => existsSync(pid), { timeout: 60_000 }).toBe(true);
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([143, null]);
  const grandchild = Number(readFileSync(pid, 'utf8'));
  await expect.poll(() => isRunning(grandchild)).toBe(false);
});

/** A process that has ended may wait to be collected by this machine's first one. */
function isRunning(pid: number): boolean {
  if (!existsSync(`/proc/${pid}/stat`)) return false;
  return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
}

test('backup and roll are copied by the command line, which notes how it went', async () => {
  const [data, to, file] = [aFolder(), aFolder(), aFile()];
  const roll = join(aFolder(), 'roll');
  writeFileSync(roll, 'marks');
  const copy = (variables: Record<string, string>) =>
    posko(['backup', '--copy', file, '--roll', roll, '--data', data], { env: variables });
  const unset = await copy({});
  expect([unset.code, unset.stdout]).toEqual([0, expect.stringContaining('is not set')]);
  expect(readMark(data, 'last-backup-copy')).toBeUndefined();
  const ran = await copy({ POSKO_BACKUP_COPY: `cp {} ${to}` });
  expect([ran.code, ran.stderr]).toEqual([0, '']);
  expect(readFileSync(join(to, 'roll'), 'utf8')).toBe('marks');
  expect(readMark(data, 'last-backup-copy')?.text).toBe('');
  const gone = await posko(['backup', '--copy', join(to, 'gone'), '--data', data]);
  expect([gone.code, gone.stderr]).toEqual([1, expect.stringContaining('there is no')]);
});

test('a command without a place for the file is refused', () => {
  expect(() => readConfig({ POSKO_BACKUP_COPY: 'rclone copy remote:' })).toThrow(
    'POSKO_BACKUP_COPY must be a program and its words, separated by spaces',
  );
  expect(readConfig({ POSKO_BACKUP_COPY: 'rclone copy {} remote:' }).backupCopy).toContain('{}');
});

test('the watch misses a copy that failed, that never ran, or that was ended before it could say so', async () => {
  const data = aFolder();
  const watch = (POSKO_BACKUP_COPY: string) =>
    watchOver(readConfig({ POSKO_DATA: data, POSKO_BACKUP_COPY }));
  const { isCopyMissing: isMissing } = await watch('cp {} /away');
  const mark = (name: 'last-backup' | 'last-backup-copy', text: string, hoursAgo: number) => {
    writeMark(data, name, text);
    const at = Date.now() / 1000 - hoursAgo * 3600;
    utimesSync(join(data, name), at, at);
  };
  expect(isMissing()).toBe(false);
  mark('last-backup', '10', 7);
  expect(isMissing()).toBe(false);
  mark('last-backup', '10', 9);
  expect([isMissing(), (await watch('')).isCopyMissing()]).toEqual([true, false]);
  mark('last-backup-copy', '', 33);
  expect(isMissing()).toBe(true);
  mark('last-backup-copy', '', 8);
  expect(isMissing()).toBe(false);
  mark('last-backup-copy', 'cp ended with 1', 1);
  expect(isMissing()).toBe(true);
});
