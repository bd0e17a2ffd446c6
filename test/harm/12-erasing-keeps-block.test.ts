import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Settings } from '../../src/domain/settings/settings.ts';
import { VirtualClock } from '../../src/jobs/local/virtual-clock.ts';
import { type BlockDays, blockCitizen } from '../../src/services/cases/block-citizen.ts';
import { listQueue } from '../../src/services/cases/queue.ts';
import { deleteExpired } from '../../src/services/privacy/retention.ts';
import { type Counts, countRecord } from '../../src/store/backup/backup-row.ts';
import { aMongoPlace, aSqlitePlace, backUp, type Place, restoreInto } from '../backup/world.ts';
import { aMasterKey, aPost } from '../support/builders.ts';
import { openTestMongo } from '../support/mongo.ts';
import { MORNING } from '../support/stage.ts';

const mongo = await openTestMongo();
afterAll(() => mongo.close());

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOTICE = 'pesan Anda tidak kami balas dulu';
const TIP = 'Awas, air galon isi ulang di Pasar Rebo dicampur sabun cuci oleh pedagang';

const places: readonly (readonly [string, () => Place])[] = [
  ['SQLite', () => aSqlitePlace()],
  ['MongoDB', () => aMongoPlace(mongo)],
];

describe.each(places)('on %s', (_, aPlace) => {
  test('who is blocked and erases everything stays blocked until the block is over', async () => {
    const town = await open(aPlace());
    await town.report('w1', TIP);
    await town.block('w1', 7);
    await town.write('w1', 'halo');
    expect(town.said('w1')).toEqual([expect.stringContaining(NOTICE)]);
    await town.erase('w1');
    expect(town.said('w1').at(-1)).toContain('Sudah dihapus');
    for (const text of ['halo', 'menu', 'bagaimana cara pindah memilih?']) {
      await town.write('w1', text);
    }
    await town.write('w1', TIP, { forwarded: true });
    expect(town.said('w1')).toEqual([]);
    await town.write('w2', 'halo');
    expect(town.said('w2')).toHaveLength(1);
    await town.wait(8 * DAY);
    await town.write('w1', 'halo');
    expect(town.said('w1')).toHaveLength(1);
  });

  test('who erases everything several times stays blocked, and can still use every right', async () => {
    const town = await open(aPlace());
    await town.report('w1', TIP);
    await town.block('w1', 30);
    for (let n = 0; n < 3; n += 1) {
      await town.erase('w1');
      expect(town.said('w1').at(-1)).toContain('Sudah dihapus');
      await town.wait(DAY);
    }
    await town.write('w1', 'halo');
    await town.write('w1', 'menu');
    expect(town.said('w1')).toEqual([expect.stringContaining(NOTICE)]);
    await town.write('w1', 'data saya');
    expect(town.said('w1').join()).toContain('Yang kami simpan tentang Anda');
  });

  test('whom silence erases is blocked no shorter', async () => {
    const town = await open(aPlace(), { addressDays: 3 });
    await town.report('w1', TIP);
    await town.block('w1', 30);
    await town.wait(5 * DAY);
    expect(await town.count('citizen')).toBe(0);
    await town.write('w1', 'halo');
    await town.write('w1', 'menu');
    expect(town.said('w1')).toEqual([expect.stringContaining(NOTICE)]);
  });

  test('one person who reports and erases five times is one citizen, and no burst', async () => {
    const town = await open(aPlace());
    for (let n = 0; n < 5; n += 1) {
      await town.report('w1', TIP);
      await town.erase('w1');
    }
    const [entry] = await listQueue(town.deps);
    expect(entry?.priority).toMatchObject({ citizens: 1, isBurst: false });
    expect(entry?.priority.reasons.map(({ type }) => type)).not.toContain('burst');
    const [asked] = await town.store.figures.mostAsked({ since: 0, until: LATE, limit: 5 });
    expect(asked?.citizens).toBe(1);
    for (const name of ['w2', 'w3', 'w4', 'w5']) await town.report(name, TIP);
    const [five] = await listQueue(town.deps);
    expect(five?.priority).toMatchObject({ citizens: 5, isBurst: true });
  });

  test('people who erase after a true burst still count, each once', async () => {
    const town = await open(aPlace());
    for (const name of ['w1', 'w2', 'w3', 'w4', 'w5']) {
      await town.report(name, TIP);
      await town.erase(name);
    }
    const [entry] = await listQueue(town.deps);
    expect(entry?.priority).toMatchObject({ citizens: 5, isBurst: true });
  });

  test('a block survives a new master key, and a backup', async () => {
    const place = aPlace();
    const keys = { old: aMasterKey(), fresh: aMasterKey() };
    const town = await open(place, {}, keys.old);
    await town.report('w1', TIP);
    await town.block('w1', 30);
    await town.erase('w1');
    await town.end();
    const rotated = aPlace();
    await restoreInto(rotated, await backUp(place, keys.old), keys);
    const after = await open(rotated, {}, keys.fresh, town.clock.now());
    await after.write('w1', 'halo');
    await after.write('w1', 'menu');
    expect(after.said('w1')).toEqual([expect.stringContaining(NOTICE)]);
    await after.write('w2', 'menu');
    expect(after.said('w2').join()).not.toContain(NOTICE);
    await after.end();
  });

  test('nothing is left once the block and the day are over', async () => {
    const town = await open(aPlace());
    await town.report('w1', TIP);
    await town.block('w1', 1);
    await town.erase('w1');
    await town.report('w2', `${TIP} lagi`);
    await town.erase('w2');
    expect(await town.count('traces')).toBe(2);
    await town.wait(DAY + 2 * HOUR);
    await deleteExpired(town.deps);
    expect(await town.count('traces')).toBe(0);
  });
});

test('a day has as many reports as before, however often everything is erased in it', async () => {
  const town = await open(aSqlitePlace());
  for (let n = 0; n < 20; n += 1) {
    await town.report('w1', `${TIP} nomor ${n} ${WORDS[n]}`);
    await town.wait(5 * 60_000);
    if (n % 7 === 6) await town.erase('w1');
  }
  await town.erase('w1');
  await town.wait(5 * 60_000);
  await town.report('w1', 'Jembatan Suramadu ditutup total tiga bulan karena tiangnya retak');
  expect(town.said('w1').join()).toContain('Hari ini sudah banyak pesan dari Anda');
  await town.wait(DAY + HOUR);
  await town.report('w1', 'Jembatan Suramadu ditutup total tiga bulan karena tiangnya retak');
  expect(town.said('w1').join()).toContain('Nomor pemeriksaan');
});

test('a minute has as many messages as before, however often everything is erased in it', async () => {
  const town = await open(aSqlitePlace());
  for (let n = 0; n < 10; n += 1) await town.write('w1', 'halo');
  await town.erase('w1');
  town.said('w1');
  await town.wait(1000);
  for (let n = 0; n < 12; n += 1) await town.write('w1', 'halo');
  const heard = town.said('w1');
  expect(heard).toHaveLength(9);
  expect(heard.at(-1)).toContain('Pesan Anda banyak sekali');
  await town.wait(5 * 60_000);
  await town.write('w1', 'halo');
  expect(town.said('w1')).toHaveLength(1);
});

test('who takes consent back has no more reports a day than before', async () => {
  const town = await open(aSqlitePlace());
  for (let n = 0; n < 20; n += 1) {
    await town.report('w1', `${TIP} nomor ${n} ${WORDS[n]}`);
    await town.wait(5 * 60_000);
  }
  await town.write('w1', 'tarik izin');
  await town.wait(5 * 60_000);
  town.said('w1');
  await town.report('w1', 'Jembatan Suramadu ditutup total tiga bulan karena tiangnya retak');
  expect(town.said('w1').join()).toContain('Hari ini sudah banyak pesan dari Anda');
});

const LATE = Date.parse('2030-01-01');
const WORDS =
  'anggrek bawang cengkih durian embun flamboyan gandum harimau ikan jagung kelapa lada mangga nanas oyong pala quinoa rambutan salak tebu'.split(
    ' ',
  );

/** A post in a town whose citizens can be blocked; `said` tells what one of them heard since it was asked last. */
async function open(
  place: Place,
  settings: Partial<Settings> = {},
  key = aMasterKey(),
  from = MORNING,
) {
  const store = await place.open(key);
  const clock = new VirtualClock(from);
  const post = await aPost(store, { clock, settings, sweepMs: 6 * HOUR });
  let isOver = false;
  const end = async () => {
    if (isOver) return;
    isOver = true;
    expect(post.errors).toEqual([]);
    await post.close();
    await store.close();
  };
  onTestFinished(end);
  const said = (citizen: string) => {
    const texts = post.heard.filter(({ to }) => to === citizen).map(({ text }) => text);
    const others = post.heard.filter(({ to }) => to !== citizen);
    post.heard.splice(0, post.heard.length, ...others);
    return texts;
  };
  return {
    ...post,
    store,
    end,
    said,
    /** Blocks whom the case is from. */
    async block(citizen: string, days: BlockDays) {
      const [found] = await store.cases.list('open', 1);
      const [tip] = await store.cases.tipsOf(found?.id ?? '');
      const who = { citizen: tip?.citizen ?? '', alias: 'Warga-7F3K', by: 'rina', of: 'K7Q2' };
      expect(await blockCitizen(post.deps, who, days)).toBe(true);
      await post.settle();
      said(citizen);
    },
    async erase(citizen: string) {
      await post.write(citizen, 'hapus data saya');
      await post.write(citizen, 'ya, hapus');
      await post.wait(1000); // nobody comes back within the same millisecond
    },
    /** How many records of a kind a backup takes along. */
    async count(kind: string) {
      const source = await place.source(key);
      const counts: Counts = {};
      for await (const record of source.records()) countRecord(counts, record);
      await source.close();
      return counts[kind] ?? 0;
    },
  };
}
