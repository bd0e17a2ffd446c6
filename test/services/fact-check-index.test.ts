import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openMemoryStore } from '../../src/app/open-store.ts';
import { toPrint } from '../../src/matching/file-prints.ts';
import type { MatchRunner } from '../../src/matching/match-engine.ts';
import { readPicture } from '../../src/matching/pictures/read-picture.ts';
import { readPoints } from '../../src/matching/pictures/read-points.ts';
import type { SentenceEncoder } from '../../src/ports/sentence-encoder.ts';
import { FactCheckIndex } from '../../src/services/fact-checks/fact-check-index.ts';
import { IndexFile } from '../../src/store/index-file.ts';
import { aRaster, paint } from '../matching/pictures/rasters.ts';
import { aFactCheck, aFolder } from '../support/builders.ts';

/** Knows two meanings, and what it was asked for; is away as long as it is told to. */
class TwoMeanings implements SentenceEncoder {
  readonly texts: string[] = [];
  isAway = false;
  #model: string;

  constructor(model = 'two meanings') {
    this.#model = model;
  }

  get space() {
    return { model: this.#model, dimensions: 2 };
  }

  async connect() {
    return this.isAway ? undefined : this.space;
  }

  async encodeMessage(text: string) {
    return this.isAway ? undefined : toVector(text);
  }

  async encodeFactChecks(texts: readonly string[]) {
    if (this.isAway) return undefined;
    this.texts.push(...texts);
    return texts.map(toVector);
  }

  health() {
    return { state: this.isAway ? ('down' as const) : ('ok' as const) };
  }
}

function toVector(text: string): Float32Array {
  return /banjir|genangan/i.test(text) ? Float32Array.of(1, 0) : Float32Array.of(0, 1);
}

async function aStore() {
  return openMemoryStore([
    aFactCheck({ id: 'banjir', title: 'Banjir di pasar', narratives: [] }),
    aFactCheck({ id: 'mobil', title: 'Mobil listrik terbakar', narratives: [] }),
  ]);
}

const SAME = { text: 'genangan menutup kios' };

async function found(index: FactCheckIndex) {
  return (await index.match(SAME)).matches.map(({ id }) => id).sort();
}

test('with an embedder, what means the same is found without a shared word', async () => {
  const store = await aStore();
  const index = new FactCheckIndex(store.factChecks, { embedder: new TwoMeanings() });
  await index.follow();
  await index.embedded();
  expect((await index.match(SAME)).tier).toBe('none');
  expect(await found(index)).toEqual(['banjir']);
});

test('while the model is away words alone match, and what lacks a vector gets it later', async () => {
  const [store, embedder] = [await aStore(), new TwoMeanings()];
  embedder.isAway = true;
  const index = await FactCheckIndex.open(store.factChecks, { embedder });
  await index.embedded();
  expect(index.embedding()).toEqual({ state: 'down', missing: 2 });
  expect([await found(index), index.size]).toEqual([[], 2]);
  expect((await index.match({ text: 'banjir di pasar' })).matches[0]?.id).toBe('banjir');
  embedder.isAway = false;
  await index.follow();
  await index.embedded();
  expect(index.embedding()).toEqual({ state: 'ok', missing: 0 });
  expect(await found(index)).toEqual(['banjir']);
});

test('each fact-check is embedded once, and again only when it changes', async () => {
  const [store, embedder] = [await aStore(), new TwoMeanings()];
  const index = await FactCheckIndex.open(store.factChecks, { embedder });
  for (let n = 0; n < 3; n++) {
    await index.follow();
    await index.embedded();
  }
  expect(embedder.texts.length).toBe(2);
  await store.factChecks.save([aFactCheck({ id: 'mobil', title: 'Genangan di jalan' })]);
  await index.follow();
  await index.embedded();
  expect(embedder.texts.length).toBe(3);
  expect(await found(index)).toEqual(['banjir', 'mobil']);
});

test('a restart embeds nothing again, but for what had no vector; another model embeds all', async () => {
  const shelf = new IndexFile(join(aFolder(), 'index.snapshot'));
  const store = await aStore();
  const run = async (embedder: TwoMeanings) => {
    const index = await FactCheckIndex.open(store.factChecks, { embedder, shelf });
    await index.embedded();
    await index.close();
    return { texts: embedder.texts.length, found: await found(index) };
  };
  expect(await run(new TwoMeanings())).toEqual({ texts: 2, found: ['banjir'] });
  expect(await run(new TwoMeanings())).toEqual({ texts: 0, found: ['banjir'] });
  await store.factChecks.save([aFactCheck({ id: 'bah', title: 'Genangan di sawah' })]);
  const away = new TwoMeanings();
  away.isAway = true;
  await run(away);
  expect(await run(new TwoMeanings())).toEqual({ texts: 1, found: ['bah', 'banjir'] });
  expect(await run(new TwoMeanings('another'))).toEqual({ texts: 3, found: ['bah', 'banjir'] });
});

const MANY = Array.from({ length: 250 }, (_, n) =>
  aFactCheck({ id: `f${n}`, title: `Kabar nomor ${n} tentang banjir di kecamatan ${n}` }),
);

async function aShelf() {
  const shelf = new IndexFile(join(aFolder(), 'index.snapshot'));
  const store = openMemoryStore(MANY);
  const index = await FactCheckIndex.open((await store).factChecks, { shelf });
  await index.save();
  return { shelf, store: await store, index };
}

test('an index taken from its shelf reads only what has changed since', async () => {
  const { shelf, store, index } = await aShelf();
  await store.factChecks.save([aFactCheck({ id: 'baru', title: 'Gunung meletus di pulau baru' })]);
  const read: string[] = [];
  const since = store.factChecks.since.bind(store.factChecks);
  store.factChecks.since = async (change, limit) => {
    const found = await since(change, limit);
    read.push(...found.factChecks.map(({ id }) => id));
    return found;
  };
  const again = await FactCheckIndex.open(store.factChecks, { shelf });
  expect(read.filter((id) => id !== 'f249')).toEqual(['baru']);
  expect(again.size).toBe(251);
  await index.follow();
  expect(await again.match({ text: 'kabar banjir di kecamatan 17' })).toEqual(
    await index.match({ text: 'kabar banjir di kecamatan 17' }),
  );
  expect((await again.match({ text: 'gunung meletus di pulau baru' })).matches[0]?.id).toBe('baru');
});

test('an index of another store, or one that is damaged, is made anew', async () => {
  const { shelf } = await aShelf();
  const other = await openMemoryStore(MANY.slice(0, 3));
  expect((await FactCheckIndex.open(other.factChecks, { shelf })).size).toBe(3);
  const more = await openMemoryStore(
    [...MANY, ...MANY].map((each, n) => ({ ...each, id: `g${n}` })),
  );
  expect((await FactCheckIndex.open(more.factChecks, { shelf })).size).toBe(500);
  await shelf.write({
    change: 1,
    words: Buffer.from('nonsense, and of no length that fits'),
    evidence: Buffer.from('nonsense as well'),
  });
  expect((await FactCheckIndex.open(more.factChecks, { shelf })).size).toBe(500);
});

test('few changes are not worth writing down', async () => {
  const { shelf, store } = await aShelf();
  const before = await shelf.read();
  await store.factChecks.save([aFactCheck({ id: 'baru' })]);
  const again = await FactCheckIndex.open(store.factChecks, { shelf });
  await again.save();
  expect((await shelf.read())?.change).toBe(before?.change);
});

/** A picture of one background with a part of its own, as prints for either side. */
function onBackground(seed: number, crop = 0) {
  const [ground, own] = [aRaster(500, 480, 360), aRaster(seed, 480, 360)];
  const raster = paint(480 - crop, 360 - crop, (x, y) => {
    const at = (y + crop) * 480 + x + crop;
    const isOwn = y + crop > 200 && y + crop < 330 && x + crop > 60 && x + crop < 420;
    return (isOwn ? own : ground).pixels[at] ?? 0;
  });
  const printsFor = (side: 'query' | 'store') => ({
    hashes: toPrint(readPicture(raster, side)),
    points: toPrint(readPoints(raster, side)),
  });
  return { asked: printsFor('query'), kept: printsFor('store') };
}

const STORED = Array.from({ length: 5 }, (_, at) =>
  aFactCheck({
    id: `f${at}`,
    title: `Kabar ${at}`,
    narratives: [],
    files: [{ sha256: `${at}`.repeat(64), kind: 'picture', ...onBackground(at + 1).kept }],
  }),
);

async function tellBackground(documents: number, { asked }: ReturnType<typeof onBackground>) {
  const store = await openMemoryStore(STORED.slice(0, documents));
  const index = await FactCheckIndex.open(store.factChecks);
  const { tier, matches } = await index.match({ text: '', files: [asked] });
  return tier === 'none' ? tier : [tier, matches[0]?.id];
}

test('a background that many fact-checks share makes no picture similar', async () => {
  const other = onBackground(70);
  expect(await tellBackground(2, other)).toContain('confirm');
  expect(await tellBackground(5, other)).toBe('none');
});

test('a part of its own finds a picture on a background that many share', async () => {
  expect(await tellBackground(5, onBackground(3, 30))).toContain('f2');
});

test('the same words find what has been published, changed or withdrawn since', async () => {
  const store = await openMemoryStore([]);
  const index = await FactCheckIndex.open(store.factChecks);
  const ask = async () => {
    await index.follow();
    const { tier, matches } = await index.match({ text: 'Mobil listrik terbakar di jalan tol' });
    return [tier, matches[0]?.id];
  };
  expect(await ask()).toEqual(['none', undefined]);
  const one = aFactCheck({ id: 'mobil', title: 'Mobil listrik terbakar di jalan tol' });
  await store.factChecks.save([one]);
  expect(await ask()).toEqual(['answer', 'mobil']);
  expect(await ask()).toEqual(['answer', 'mobil']);
  await store.factChecks.save([{ ...one, retracted: 'keliru', version: 2 }]);
  expect(await ask()).toEqual(['none', undefined]);
});

test('what was asked in the same words is answered the same, and kept without the words', async () => {
  const index = await FactCheckIndex.open((await aStore()).factChecks);
  const [first, second] = [await index.match(SAME), await index.match({ ...SAME })];
  expect(second).toBe(first);
  expect(await index.match({ ...SAME, explains: true })).not.toBe(first);
  for (let n = 0; n < 500; n += 1) await index.match({ text: `kabar ke-${n}` });
  expect(await index.match(SAME)).not.toBe(first);
});

test('an index of many fact-checks tells how far it has come, until it is open', async () => {
  const { factChecks } = await openMemoryStore([]);
  const [page, { all }] = [250, { all: 20_100 }];
  const counting: MatchRunner = {
    ask: (async (name: string, put: readonly unknown[]) => {
      if (name !== 'update') return { size: 0, space: { model: '', dimensions: 0 } };
      taken += put.length;
      return taken;
    }) as MatchRunner['ask'],
    async close() {},
  };
  let taken = 0;
  factChecks.count = async () => ({ all, samples: 0 });
  factChecks.since = async (change, limit) => {
    const left = change < 0 ? 1 : Math.max(0, Math.min(limit, page, all - change));
    const found = Array.from({ length: left }, (_, at) => aFactCheck({ id: `f${change + at}` }));
    return {
      factChecks: found.map((each) => ({ ...each, version: 1, changedAt: 0 })),
      change: change + left,
    };
  };
  const told: string[] = [];
  const engines = { start: () => counting, health: () => ({ state: 'ok' as const }) };
  const onProgress = (done: number, of: number) => told.push(`${done} of ${of}`);
  const index = await FactCheckIndex.open(factChecks, { engines, onProgress });
  expect(index.size).toBe(20_100);
  expect(told).toEqual(['10000 of 20100', '20000 of 20100']);
  await index.close();
});
