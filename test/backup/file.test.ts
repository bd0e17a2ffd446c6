import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { BackupRecord } from '../../src/store/backup/backup-row.ts';
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
