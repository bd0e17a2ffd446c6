import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { CommitGroup } from '../../src/store/sqlite/commit-group.ts';
import { aFolder } from '../support/builders.ts';

/** A group whose disk is ours: a write is on it once we say so, or fails. */
function aGroup() {
  const path = join(aFolder(), 'posko.db');
  const file = new DatabaseSync(path);
  file.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE n (n PRIMARY KEY)');
  const syncs = { begun: 0, finish: (_error?: Error) => {} };
  const meetings: (() => void)[] = [];
  const sync = () => {
    syncs.begun += 1;
    for (const meet of meetings.splice(0)) meet();
    return new Promise<void>((resolve, reject) => {
      syncs.finish = (error) => (error ? reject(error) : resolve());
    });
  };
  const group = new CommitGroup(file, `${path}-wal`, sync);
  onTestFinished(() => {
    if (file.isOpen) file.close();
  });
  return {
    path,
    group,
    file,
    syncs,
    write: (n: number) => group.add(() => file.prepare('INSERT INTO n VALUES (?)').run(n).changes),
    nextSync: () => new Promise<void>((resolve) => meetings.push(resolve)),
    numbers: () =>
      file
        .prepare('SELECT n FROM n ORDER BY n')
        .all()
        .map(({ n }) => n),
  };
}

test('nobody is told before the disk has their write, and those who come meanwhile are next', async () => {
  const { write, syncs, nextSync, numbers, file } = aGroup();
  const told: string[] = [];
  const first = nextSync();
  const writes = [write(1), write(2)].map((each, at) => each.then(() => told.push(`first ${at}`)));
  await first;
  const late = write(3).then(() => told.push('late'));
  expect(numbers()).toEqual([1, 2]);
  expect(Number(file.prepare('PRAGMA synchronous').get()?.synchronous)).toBe(2);
  expect(told).toEqual([]);
  const second = nextSync();
  syncs.finish();
  await Promise.all(writes);
  await second;
  expect(told).toEqual(['first 0', 'first 1']);
  syncs.finish();
  await late;
  expect(told).toEqual(['first 0', 'first 1', 'late']);
  expect(syncs.begun).toBe(2);
});

test('a disk that fails is told to all who wait for it, and nothing more is written', async () => {
  const { write, syncs, nextSync, numbers, file } = aGroup();
  const first = nextSync();
  const failing = expect(write(1)).rejects.toThrow(
    /posko\.db-wal could not be written to the disk/,
  );
  await first;
  const waiting = expect(write(2)).rejects.toThrow(/look at the disk, then restart/);
  syncs.finish(new Error('EIO: i/o error'));
  await Promise.all([failing, waiting]);
  await expect(write(3)).rejects.toThrow(/restart/);
  expect(() => file.exec('INSERT INTO n VALUES (4)')).toThrow(/readonly/);
  expect(numbers()).toEqual([1]);
  expect(syncs.begun).toBe(1);
});

test('a file closed while the disk writes still tells those who wait', async () => {
  const { group, file, write, syncs, nextSync } = aGroup();
  const first = nextSync();
  const written = write(1);
  await first;
  group.close();
  file.close();
  syncs.finish();
  expect(await written).toBe(1);
});

/** Another process that writes, until it is told to end. */
function anotherWriter(path: string) {
  const other = new DatabaseSync(path);
  onTestFinished(() => other.close());
  other.exec('BEGIN IMMEDIATE');
  return { end: () => other.exec('COMMIT') };
}

test('while another process writes, this one does other things, and writes after it', async () => {
  const { path, write, syncs, nextSync, numbers } = aGroup();
  const other = anotherWriter(path);
  const reached = nextSync();
  const written = write(1);
  for (let round = 0; round < 20; round++) await new Promise((resolve) => setImmediate(resolve));
  expect(numbers()).toEqual([]);
  other.end(); // only reached while this process does not stand still
  await reached;
  syncs.finish();
  expect(await written).toBe(1);
  expect(numbers()).toEqual([1]);
});

test('where another process writes on and on, this one waits for it as SQLite does, and in the end says so', async () => {
  const { path, write, file, numbers } = aGroup();
  anotherWriter(path);
  const waited: string[] = [];
  const exec = file.exec.bind(file);
  file.exec = (sql) => {
    waited.push(...(/busy_timeout = \d+/.exec(sql) ?? []));
    // The last wait takes ten seconds; here it is over at once.
    exec(waited.at(-1) === 'busy_timeout = 10000' ? sql.replace('10000', '1') : sql);
  };
  await expect(write(1)).rejects.toThrow(/locked/);
  expect(waited.filter((each) => each === 'busy_timeout = 0')).toHaveLength(50);
  expect(waited.at(-1)).toBe('busy_timeout = 10000');
  expect(numbers()).toEqual([]);
});
