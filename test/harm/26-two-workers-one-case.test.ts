import { join } from 'node:path';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { toDelivered } from '../../src/channels/simulator/simulator.ts';
import { VirtualClock } from '../../src/jobs/local/virtual-clock.ts';
import type { Store } from '../../src/ports/store.ts';
import { viewCase } from '../../src/services/cases/queue.ts';
import { receive } from '../../src/services/messaging/receive.ts';
import { openMongo } from '../../src/store/mongo/open-mongo.ts';
import { createSeal } from '../../src/store/seal.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { aFolder, aMasterKey, aPost } from '../support/builders.ts';
import { openTestMongo } from '../support/mongo.ts';
import { MORNING } from '../support/stage.ts';

const mongo = await openTestMongo();
afterAll(() => mongo.close());

/** One hoax as four people forward it. */
const WORDINGS = [
  'Air galon isi ulang di Pasar Rebo dicampur sabun cuci oleh pedagang nakal',
  'Awas! Air galon isi ulang di Pasar Rebo dicampur sabun cuci oleh pedagang nakal, ratusan pembeli keracunan',
  'Min tolong cek: air galon isi ulang di Pasar Rebo dicampur sabun cuci oleh pedagang nakal',
  'Air galon isi ulang di Pasar Rebo dicampur sabun cuci oleh pedagang nakal, sebarkan',
];
const OTHERS = [
  'Jembatan Suramadu ditutup total tiga bulan karena tiangnya retak dan miring ke timur',
  'SPBU di seluruh Jawa kehabisan solar karena kapal tangki tenggelam kemarin malam',
  'Warga yang belum vaksin dilarang naik kereta mulai hari Senin depan katanya menteri',
  'Semua guru honorer di Papua diangkat menjadi pegawai tetap tanpa ujian tahun ini juga',
];

const places: readonly (readonly [string, () => Promise<() => Promise<Store>>])[] = [
  ['SQLite', sqlitePlace],
  ['MongoDB', mongoPlace],
];

describe.each(places)('on %s', (_, aPlace) => {
  test('four workers who get four wordings of one hoax at once open one case', async () => {
    const town = await open(await aPlace());
    await town.atOnce(WORDINGS);
    const cases = await town.cases();
    expect(cases.map(({ claim }) => claim)).toHaveLength(1);
    const tips = await town.store.cases.tipsOf(cases[0]?.id ?? '');
    expect(tips.map(({ text }) => text).toSorted()).toEqual(WORDINGS.toSorted());
  });

  test('four workers who get four hoaxes at once open four cases', async () => {
    const town = await open(await aPlace());
    await town.atOnce(OTHERS);
    expect(await town.cases()).toHaveLength(4);
  });

  test('a worker joins the case that another has opened before, by words that a third has added', async () => {
    const town = await open(await aPlace());
    const [one, two, three, four] = town.posts;
    await one.report('w0', WORDINGS[0] ?? '');
    const other = 'Pedagang nakal di Pasar Rebo mencampur sabun cuci ke air galon isi ulang';
    await two.report('w1', `${WORDINGS[0]}. ${other}`);
    await three.report('w2', `Tolong cek ya min: ${other}`);
    await four.report('w3', `Betulkah ${other.toLowerCase()}?`);
    expect(await town.cases()).toHaveLength(1);
  });

  test('a decided case takes no more tips, whichever worker gets them', async () => {
    const town = await open(await aPlace());
    const [one, two] = town.posts;
    await one.report('w0', WORDINGS[0] ?? '');
    await two.report('w1', OTHERS[0] ?? '');
    const found = (await town.cases()).find(({ claim }) => claim === WORDINGS[0]);
    if (!found) throw new Error('there is no case');
    const closed = { ...found, status: 'closed' as const, decidedAt: MORNING };
    await town.store.cases.commit({ cases: [closed], history: [] });
    await two.report('w2', WORDINGS[1] ?? '');
    expect((await town.cases()).map(({ claim }) => claim)).toContain(WORDINGS[1]);
  });

  test('the desk of one process suggests to merge a case that another has opened', async () => {
    const town = await open(await aPlace());
    const [one, two, desk] = town.posts;
    await one.report('w0', `${WORDINGS[0]}, 300 orang keracunan`);
    await two.report('w1', `${WORDINGS[0]}, 900 orang keracunan`);
    const [first, second] = await town.cases();
    const view = await viewCase(desk.deps, first?.ticket ?? '');
    expect(view?.similar.map((near) => near.case.id)).toEqual([second?.id]);
  });

  test('what a citizen restricts is found by no worker any more', async () => {
    const town = await open(await aPlace());
    const [one, two] = town.posts;
    await one.report('w0', WORDINGS[0] ?? '');
    await one.write('w0', 'batasi data');
    await two.report('w1', WORDINGS[1] ?? '');
    expect((await town.cases()).map(({ claim }) => claim)).toEqual([WORDINGS[1]]);
  });
});

test('a message about which nothing new is known costs one look at the cases', async () => {
  const town = await open(await sqlitePlace());
  const [one, two] = town.posts;
  await one.report('w0', WORDINGS[0] ?? '');
  await two.report('w1', OTHERS[0] ?? '');
  const { cases } = two.deps.store;
  const asked: string[] = [];
  for (const name of ['since', 'list', 'tipsOf', 'lastChange'] as const) {
    const real = cases[name].bind(cases) as (...given: unknown[]) => unknown;
    Object.assign(cases, {
      [name]: (...given: unknown[]) => {
        asked.push(name);
        return real(...given);
      },
    });
  }
  await two.write('w2', 'halo');
  await two.write('w2', WORDINGS[2] ?? '', { forwarded: true });
  expect(asked.filter((name) => name !== 'since')).toEqual([]);
  await two.write('w2', 'ya');
  expect(asked.filter((name) => name === 'list' || name === 'lastChange')).toEqual([]);
  expect(asked.filter((name) => name === 'tipsOf').length).toBeLessThanOrEqual(1);
});

async function sqlitePlace() {
  const path = join(aFolder(), 'posko.db');
  const key = aMasterKey();
  return async () => openSqlite(path, createSeal(key));
}

async function mongoPlace() {
  const url = await mongo.migrated();
  const key = aMasterKey();
  return () => openMongo(url, createSeal(key));
}

/** Four posts on one store, each with a connection of its own. */
async function open(connect: () => Promise<Store>) {
  const clock = new VirtualClock(MORNING);
  const stores = [await connect(), await connect(), await connect(), await connect()] as const;
  const each = (store: Store) => aPost(store, { clock, sweepMs: 3_600_000 });
  const posts = [
    await each(stores[0]),
    await each(stores[1]),
    await each(stores[2]),
    await each(stores[3]),
  ] as const;
  onTestFinished(async () => {
    expect(posts.flatMap(({ errors }) => errors)).toEqual([]);
    for (const post of posts) await post.close();
    for (const store of stores) await store.close();
  });
  const settle = async () => {
    for (let n = 0; n < 2; n += 1) await Promise.all(posts.map((post) => post.settle()));
  };
  return {
    posts,
    store: stores[0],
    cases: () => stores[0].cases.list('open', 100),
    /** Each post gets a text from a citizen of its own, and their consent, at the same moment. */
    async atOnce(texts: readonly string[]) {
      const say = (id: string, textOf: (n: number) => string, forwarded: boolean) =>
        Promise.all(
          posts.map(({ deps }, n) => {
            const by = { channel: 'terminal', citizen: `w${n}`, now: clock.now() };
            return receive(deps, [toDelivered(by, { id, text: textOf(n), forwarded })]);
          }),
        );
      await say('m0', (n) => texts[n] ?? '', true);
      await settle();
      await say('m1', () => 'ya', false);
      await settle();
    },
  };
}
