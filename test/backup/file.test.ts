import { createCipheriv, randomBytes } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import type { BackupRecord } from '../../src/store/backup/backup-row.ts';
import { fileKey, LENGTH, MAGIC, nonceOf, SALT } from '../../src/store/backup/key-of-file.ts';
import { checkBackup } from '../../src/store/backup/read-file.ts';
import { readRoll, writeRoll } from '../../src/store/backup/roll.ts';
import { writeBackup } from '../../src/store/backup/write-file.ts';
import { aFolder, aMasterKey, aMessage, keepMessage } from '../support/builders.ts';
import { openTestMongo } from '../support/mongo.ts';
import { MORNING } from '../support/stage.ts';
import { aMongoPlace, aSqlitePlace, at, backUp, fill, LATE, restoreInto } from './world.ts';

const mongo = await openTestMongo();
afterAll(() => mongo.close());
const places = { SQLite: () => aSqlitePlace(), MongoDB: () => aMongoPlace(mongo) };
const masterKey = aMasterKey();

async function* records(count: number): AsyncGenerator<BackupRecord> {
  for (let n = 0; n < count; n += 1) {
    yield { type: 'plain', kind: 'erasures', row: { id: `${n} ${Math.random()}`, at: n } };
  }
}

async function aBackup(count = 20_000) {
  const path = join(aFolder(), 'backup.posko');
  await writeBackup(path, records(count), { masterKey, madeAt: MORNING });
  return path;
}

test('a sound file tells when it was made and what it holds, and is for its owner alone', async () => {
  const path = await aBackup();
  expect(await checkBackup(path, masterKey)).toEqual({
    madeAt: MORNING,
    counts: { erasures: 20_000 },
  });
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(await readdir(dirname(path))).toEqual(['backup.posko']);
});

test('a backup that fails midway leaves the one before, and no draft', async () => {
  const path = await aBackup(1);
  async function* failing() {
    yield* records(10_000);
    throw new Error('the disk is gone');
  }
  const made = writeBackup(path, failing(), { masterKey, madeAt: MORNING });
  await expect(made).rejects.toThrow('the disk is gone');
  expect((await checkBackup(path, masterKey)).counts).toEqual({ erasures: 1 });
  expect(await readdir(dirname(path))).toEqual(['backup.posko']);
});

test('a file that was cut anywhere is refused as cut', async () => {
  const path = await aBackup();
  const whole = readFileSync(path);
  const ends = chunkEnds(whole);
  expect(ends.length).toBeGreaterThan(3);
  for (const end of [5, 40, 62, ...ends.slice(0, -1), whole.length - 1, whole.length - 300]) {
    writeFileSync(path, whole.subarray(0, end));
    await expect(checkBackup(path, masterKey)).rejects.toThrow(/is cut off|is no backup/);
  }
});

test('a file that was changed anywhere is refused', async () => {
  const path = await aBackup();
  const whole = readFileSync(path);
  for (let place = 0; place < whole.length; place += 5003) {
    const bytes = Buffer.from(whole);
    bytes[place] = (bytes[place] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    await expect(checkBackup(path, masterKey)).rejects.toThrow(
      /changed|cut off|no backup|another master key/,
    );
  }
});

test('chunks in another order, and bytes after the end, are refused', async () => {
  const path = await aBackup();
  const whole = readFileSync(path);
  const [start = 0, first = 0, second = 0] = [63, ...chunkEnds(whole)];
  const swapped = [
    whole.subarray(0, start),
    whole.subarray(first, second),
    whole.subarray(start, first),
    whole.subarray(second),
  ];
  writeFileSync(path, Buffer.concat(swapped));
  await expect(checkBackup(path, masterKey)).rejects.toThrow('was changed');
  writeFileSync(path, Buffer.concat([whole, whole.subarray(start, first)]));
  await expect(checkBackup(path, masterKey)).rejects.toThrow('was changed');
});

const RECORD = { type: 'plain', kind: 'erasures', row: { id: 'R1', at: 1 } } as const;
const START = { type: 'start', madeAt: MORNING };
const END = { type: 'end', counts: { erasures: 1 } };

/** A file that is sealed as it should be, with lines that a faulty program wrote. */
function aSealedFile(lines: readonly object[]): string {
  const path = join(aFolder(), 'backup.posko');
  const salt = randomBytes(SALT);
  const { key, mark } = fileKey(masterKey, salt);
  const header = Buffer.concat([MAGIC, salt, mark]);
  const cipher = createCipheriv('aes-256-gcm', key, nonceOf(0, true)).setAAD(header);
  const packed = gzipSync(lines.map((line) => JSON.stringify(line)).join('\n'));
  const sealed = Buffer.concat([cipher.update(packed), cipher.final(), cipher.getAuthTag()]);
  const length = Buffer.alloc(LENGTH);
  length.writeUInt32BE(sealed.length);
  writeFileSync(path, Buffer.concat([header, length, sealed]));
  return path;
}

test.for<[what: string, lines: object[], refusal: RegExp]>([
  [
    'lacks one of two records',
    [START, RECORD, counting({ erasures: 2 })],
    /holds 1 erasures, not 2/,
  ],
  ['lacks all of a kind', [START, RECORD, counting({ erasures: 1, tip: 3 })], /holds 0 tip, not 3/],
  ['lacks everything', [START, counting({ citizen: 9 })], /holds 0 citizen, not 9/],
  ['holds what was not counted', [START, RECORD, counting({})], /holds 1 erasures, not 0/],
  ['has no end', [START, RECORD], /has no end/],
  ['goes on after its end', [START, RECORD, END, RECORD], /goes on after its end/],
  ['holds what nobody knows', [START, { type: 'diary' }, END], /another version of Posko/],
])('a file that %s is refused, although it is sealed well', async ([, lines, refusal]) => {
  await expect(checkBackup(aSealedFile(lines), masterKey)).rejects.toThrow(refusal);
  expect(await checkBackup(aSealedFile([START, RECORD, END]), masterKey)).toEqual({
    madeAt: MORNING,
    counts: END.counts,
  });
});

function counting(counts: Record<string, number>): object {
  return { type: 'end', counts };
}

test('another key is told apart from a broken file', async () => {
  await expect(checkBackup(await aBackup(1), aMasterKey())).rejects.toThrow(/another master key/);
});

describe.each(Object.entries(places))('%s', (_, aPlace) => {
  test('a store that holds anything is refused', async () => {
    const source = aPlace();
    const store = await source.open(masterKey);
    await fill(store);
    await store.close();
    const path = await backUp(source, masterKey);
    const keys = { old: masterKey, fresh: masterKey };
    await expect(restoreInto(source, path, keys)).rejects.toThrow(/holds .* already/);
  });

  test('a restore that fails leaves the store empty', async () => {
    const place = aPlace();
    const path = join(aFolder(), 'backup.posko');
    async function* broken(): AsyncGenerator<BackupRecord> {
      yield* records(2000);
      yield { type: 'plain', kind: 'unheard', row: {} };
    }
    await writeBackup(path, broken(), { masterKey, madeAt: MORNING });
    const keys = { old: masterKey, fresh: masterKey };
    await expect(restoreInto(place, path, keys)).rejects.toThrow(/keeps no unheard/);
    const good = await aBackup(3);
    expect((await restoreInto(place, good, keys)).counts).toEqual({ erasures: 3 });
  });

  test('who was erased after the backup does not come back, nor by a message delivered again', async () => {
    const place = aPlace();
    const store = await place.open(masterKey);
    const { late } = await fill(store);
    const path = await backUp(place, masterKey);
    await store.retention.erase({
      letter: 0,
      tip: 0,
      media: 0,
      address: MORNING + 1e9,
      farewell: 0,
      tally: 0,
    });
    await keepMessage(store, at('told'), aMessage({ id: 'back' }), MORNING);
    await store.close();
    const source = await place.source(masterKey);
    const rollPath = join(aFolder(), 'roll');
    expect(await writeRoll(rollPath, source.salts(), MORNING)).toBe(1);
    await source.close();
    const roll = (await readRoll(rollPath)).marks;
    for (const fresh of [masterKey, aMasterKey()]) {
      const target = aPlace();
      const { lost, counts } = await restoreInto(target, path, { old: masterKey, fresh, roll });
      expect(counts.citizen).toBeUndefined();
      expect(lost.citizens).toBeGreaterThan(4);
      const restored = await target.open(fresh);
      expect(await restored.turns.findDue(MORNING * 2, 100)).toEqual([]);
      const again = await keepMessage(restored, at('late'), late, MORNING);
      expect(again.isNew).toBe(false);
      expect(await restored.turns.readTurn(again.citizen)).toBeUndefined();
      const [open] = await restored.cases.list('open', 10);
      const tips = await restored.cases.tipsOf(open?.id ?? '');
      expect(tips.every(({ citizen }) => citizen === undefined)).toBe(true);
      await restored.close();
    }
    expect(readFileSync(rollPath, 'utf8')).not.toContain(LATE);
  });

  test('whoever is on the roll comes back', async () => {
    const place = aPlace();
    const store = await place.open(masterKey);
    await fill(store);
    await store.close();
    const path = await backUp(place, masterKey);
    const source = await place.source(masterKey);
    const rollPath = join(aFolder(), 'roll');
    const count = await writeRoll(rollPath, source.salts(), MORNING);
    await source.close();
    const roll = (await readRoll(rollPath)).marks;
    const { counts } = await restoreInto(aPlace(), path, {
      old: masterKey,
      fresh: masterKey,
      roll,
    });
    expect(counts.citizen).toBe(count);
  });
});

/** Where the chunks of a file end. */
function chunkEnds(file: Buffer): number[] {
  const ends: number[] = [];
  for (let end = 63; end < file.length; ends.push(end)) end += 4 + file.readUInt32BE(end);
  return ends;
}
