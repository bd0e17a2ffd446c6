import { expect, test } from 'vitest';
import { openRemoteEmbedder, TextRefused } from '../../src/embedder/remote-embedder.ts';
import { ResilientEncoder } from '../../src/embedder/resilient-encoder.ts';
import type { Embedder } from '../../src/matching/embedder.ts';
import { anEmbeddingServer } from './embedding-server.ts';

const VECTOR = Float32Array.of(1, 0);

/** A model that does what `embed` does, and how often it was opened and asked. */
function aModel(embed: (text: string) => Promise<Float32Array>) {
  const counted = { opened: 0, asked: 0, embed };
  const embedder: Embedder = {
    model: 'a',
    dimensions: 2,
    embed: (text) => {
      counted.asked += 1;
      return counted.embed(text);
    },
  };
  const clock = { now: 0 };
  const encoder = new ResilientEncoder(
    async () => {
      counted.opened += 1;
      return embedder;
    },
    () => clock.now,
  );
  return { encoder, counted, clock };
}

const never = () => new Promise<Float32Array>(() => {});
const fails = () => Promise.reject(new Error('out of memory'));

test('a message is embedded once, however often it comes', async () => {
  const { encoder, counted } = aModel(async () => VECTOR);
  for (let n = 0; n < 3; n++) expect(await encoder.encodeMessage('banjir')).toBe(VECTOR);
  for (let n = 0; n < 600; n++) await encoder.encodeMessage(`banjir ${n}`);
  expect(counted.asked).toBe(601);
  await encoder.encodeMessage('banjir'); // forgotten by now
  expect([counted.asked, counted.opened]).toEqual([602, 1]);
});

test('a message without words is not embedded', async () => {
  const { encoder, counted } = aModel(async () => VECTOR);
  expect([await encoder.encodeMessage(' \n'), counted.asked]).toEqual([undefined, 0]);
});

test('a message does not wait for a model that never answers, and few wait at the same time', async () => {
  const { encoder, counted } = aModel(never);
  const texts = Array.from({ length: 30 }, (_, n) => `pesan ${n}`);
  const vectors = await Promise.all(texts.map((text) => encoder.encodeMessage(text)));
  expect(new Set(vectors)).toEqual(new Set([undefined]));
  expect(counted.asked).toBeLessThanOrEqual(8);
});

test('after three failures the model is left alone for a while, longer each time', async () => {
  const { encoder, counted, clock } = aModel(fails);
  expect(encoder.health().state).toBe('starting');
  for (let n = 0; n < 10; n++) expect(await encoder.encodeMessage('banjir')).toBeUndefined();
  expect([counted.asked, encoder.health().state]).toEqual([3, 'down']);
  expect(await encoder.connect()).toBeUndefined();
  clock.now = 5000;
  counted.embed = async () => VECTOR;
  expect(await encoder.encodeMessage('banjir')).toBe(VECTOR);
  expect([counted.opened, encoder.health()]).toEqual([2, { state: 'ok' }]);
});

test('a server that stays away is asked for less and less often', async () => {
  let opened = 0;
  const clock = { now: 0 };
  const open = async () => {
    opened += 1;
    throw new Error('no answer');
  };
  const encoder = new ResilientEncoder(open, () => clock.now);
  for (; clock.now < 3_600_000; clock.now += 1000) await encoder.connect();
  expect([opened, encoder.space]).toEqual([expect.any(Number), undefined]);
  expect(opened).toBeLessThan(22);
  expect(opened).toBeGreaterThan(12);
});

test('a message that is refused says nothing against the model', async () => {
  const { encoder } = aModel(() => Promise.reject(new TextRefused(413)));
  for (let n = 0; n < 5; n++) expect(await encoder.encodeMessage('banjir')).toBeUndefined();
  expect(encoder.health()).toEqual({ state: 'ok' });
});

test('of many fact-checks the one that is refused gets zeros, the others their vectors', async () => {
  await using server = await anEmbeddingServer({
    answer: ({ input }, response) => {
      if (!input.some((text) => text.includes('terlalu'))) return false;
      response.writeHead(413).end('{}');
      return true;
    },
  });
  const encoder = new ResilientEncoder(() => openRemoteEmbedder(server));
  const texts = Array.from({ length: 40 }, (_, n) =>
    n === 30 ? 'terlalu panjang' : `banjir ${n}`,
  );
  const vectors = (await encoder.encodeFactChecks(texts)) ?? [];
  expect(vectors.length).toBe(40);
  expect(vectors.flatMap((vector, n) => (vector.some(Boolean) ? [] : [n]))).toEqual([30]);
  expect(Math.max(...server.requests.map(({ input }) => input.length))).toBeLessThanOrEqual(32);
  expect(encoder.health()).toEqual({ state: 'ok' });
});

test('a model that fails in the middle gives no vectors at all', async () => {
  const { encoder } = aModel((text) => (text === '9' ? fails() : Promise.resolve(VECTOR)));
  const texts = Array.from({ length: 12 }, (_, n) => `${n}`);
  expect(await encoder.encodeFactChecks(texts)).toBeUndefined();
});

test('another model in the place of the first one begins with an empty memory', async () => {
  await using server = await anEmbeddingServer({ models: ['satu-embed'] });
  const clock = { now: 0 };
  const encoder = new ResilientEncoder(
    () => openRemoteEmbedder(server),
    () => clock.now,
  );
  await encoder.encodeMessage('banjir');
  expect(encoder.space?.model).toBe('satu-embed, plain');
  await server.stop();
  for (let n = 0; n < 3; n++) await encoder.encodeMessage(`mobil ${n}`);
  server.behaviour.models = ['dua-embed'];
  await server.start();
  clock.now = 10_000;
  expect(await encoder.connect()).toMatchObject({ model: 'dua-embed, plain' });
  server.requests.length = 0;
  await encoder.encodeMessage('banjir');
  expect(server.texts()).toEqual(['banjir']);
});

test('a message that the former model ends late is embedded anew by its successor', async () => {
  const { promise: late, resolve: end } = Promise.withResolvers<Float32Array>();
  const former = (text: string) => (text === 'banjir' ? late : fails());
  const successor = Float32Array.of(0, 1);
  const models: Embedder[] = [
    { model: 'a', dimensions: 2, embed: former },
    { model: 'b', dimensions: 2, embed: async () => successor },
  ];
  const clock = { now: 0 };
  const encoder = new ResilientEncoder(
    async () => models.shift() ?? Promise.reject(new Error('no other is there')),
    () => clock.now,
  );
  const asking = encoder.encodeMessage('banjir');
  for (let n = 0; n < 3; n++) await encoder.encodeMessage(`mobil ${n}`);
  clock.now = 10_000;
  expect(await encoder.connect()).toMatchObject({ model: 'b' });
  end(VECTOR);
  expect(await asking).toBeUndefined();
  expect(await encoder.encodeMessage('banjir')).toBe(successor);
});
