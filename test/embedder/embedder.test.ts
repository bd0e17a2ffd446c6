import { basename } from 'node:path';
import { expect, test as testAlways } from 'vitest';
import { openMemoryStore } from '../../src/app/open-store.ts';
import { loadEmbedder } from '../../src/embedder/load-embedder.ts';
import { ResilientEncoder } from '../../src/embedder/resilient-encoder.ts';
import type { Vector } from '../../src/matching/embedder.ts';
import { FactCheckIndex } from '../../src/services/fact-checks/fact-check-index.ts';
import { aFactCheck } from '../support/builders.ts';
import { posko, toInput } from '../support/posko.ts';
import { aModelFolder, WIDTH } from './model-folder.ts';
import { tableModel } from './onnx-model.ts';

const isInstalled = await import('onnxruntime-node').then(
  () => true,
  () => false,
);
const test = testAlways.skipIf(!isInstalled);
if (!isInstalled) {
  console.warn('No model can be run: "npm run add:embedder" brings what these tests need.');
}

const endless = Array.from({ length: 60 }, () => [Number.NaN]);

test('a text becomes a vector of length one, the same each time', async () => {
  const embedder = await loadEmbedder(aModelFolder());
  const vector = await embedder.embed('uang gratis', 'message');
  expect([embedder.dimensions, vector.length]).toEqual([WIDTH, WIDTH]);
  expect(cosine(vector, vector)).toBeCloseTo(1, 5);
  expect(await embedder.embed('uang gratis', 'message')).toEqual(vector);
});

test('words of one meaning are near, others are not', async () => {
  const { embed } = await loadEmbedder(aModelFolder());
  const [said, same, other] = await Promise.all([
    embed('uang gratis', 'message'),
    embed('duit cuma-cuma', 'factCheck'),
    embed('banjir rumah', 'factCheck'),
  ]);
  expect(cosine(said, same)).toBeGreaterThan(0.99);
  expect(cosine(said, other)).toBeLessThan(0.1);
});

test('a message and a fact-check are read after the words that the model wants', async () => {
  const settings = JSON.stringify({ message: 'tanya : ', factCheck: 'cek : ' });
  const { embed } = await loadEmbedder(aModelFolder({ 'posko.json': settings }));
  const [message, factCheck] = [await embed('uang', 'message'), await embed('uang', 'factCheck')];
  expect([message.at(-2), message.at(-1)]).toEqual([expect.closeTo(0.7, 1), 0]);
  expect([factCheck.at(-2), factCheck.at(-1)]).toEqual([0, expect.closeTo(0.7, 1)]);
});

test('a model may ask what kind each token is', async () => {
  const table = Array.from({ length: 60 }, () => [3, 4]);
  const inputs = ['input_ids', 'attention_mask', 'token_type_ids'];
  const model = tableModel(table, inputs);
  const { embed } = await loadEmbedder(aModelFolder({ 'model.onnx': model }));
  expect(await embed('uang', 'message')).toEqual(Float32Array.of(0.6, 0.8));
});

test('of a long text only the beginning is read', async () => {
  const settings = JSON.stringify({ maxTokens: 8 });
  const { embed } = await loadEmbedder(aModelFolder({ 'posko.json': settings }));
  const short = await embed('uang uang uang uang uang uang', 'message');
  const long = await embed(`uang uang uang uang uang uang ${'banjir '.repeat(20_000)}`, 'message');
  expect(long).toEqual(short);
});

test('where nothing is written there is nothing to be near to', async () => {
  const { embed } = await loadEmbedder(aModelFolder());
  for (const text of ['', ' \n\t ']) {
    expect(await embed(text, 'message')).toEqual(new Float32Array(WIDTH));
  }
});

test('another model has another digest, and so has another use of one model', async () => {
  const [one, same, other] = await Promise.all([
    loadEmbedder(aModelFolder()),
    loadEmbedder(aModelFolder()),
    loadEmbedder(aModelFolder({ 'posko.json': JSON.stringify({ message: 'tanya : ' }) })),
  ]);
  const [first, second, third] = [one, same, other].map(({ model }) => model.split(', ')[1]);
  expect(first).toBe(second);
  expect(first).not.toBe(third);
});

test('a quantised model may lie in the folder onnx, and the folder names the model', async () => {
  const named = aModelFolder();
  const { model } = await loadEmbedder(named);
  const folder = aModelFolder({ 'model.onnx': undefined, 'onnx/model_quantized.onnx': 'broken' });
  await expect(loadEmbedder(folder)).rejects.toThrow(/cannot be used: .*model_quantized.onnx/);
  expect(model.split(', ')).toEqual([basename(named), expect.stringMatching(/^[0-9a-f]{64}$/)]);
});

testAlways.each([
  ['no model', { 'model.onnx': undefined }, 'holds no model; one of these has to be there'],
  ['no tokenizer', { 'tokenizer.json': undefined }, 'tokenizer.json is missing'],
  ['a broken tokenizer', { 'tokenizer.json': '{"model":' }, 'tokenizer.json cannot be read'],
  ['a misspelt setting', { 'posko.json': '{"mesage":"x"}' }, 'posko.json cannot be read'],
])('%s is told with the file', async (_, files, message) => {
  await expect(loadEmbedder(aModelFolder(files))).rejects.toThrow(message);
});

test.each([
  [
    'a model that asks for something else',
    { 'model.onnx': tableModel([[1]], ['input_ids', 'offsets']) },
    'asks for offsets, which is not known',
  ],
  ['a model whose numbers have no end', { 'model.onnx': tableModel(endless) }, 'without end'],
  ['a broken model', { 'model.onnx': 'broken' }, /cannot be used: .*model\.onnx/],
  ['an empty tokenizer', { 'tokenizer.json': '{}' }, /cannot be used: Tokenizer/],
])('%s is told with the file', async (_, files, message) => {
  await expect(loadEmbedder(aModelFolder(files))).rejects.toThrow(message);
});

test('an index with a model finds a fact-check that says the same in other words', async () => {
  const store = await openMemoryStore([
    aFactCheck({ id: 'banjir', title: 'banjir dokter', narratives: [] }),
    aFactCheck({ id: 'mobil', title: 'mobil rumah', narratives: [] }),
  ]);
  const text = 'genangan tabib';
  const plain = new FactCheckIndex(store.factChecks);
  const index = new FactCheckIndex(store.factChecks, {
    embedder: new ResilientEncoder(() => loadEmbedder(aModelFolder())),
  });
  await Promise.all([plain.follow(), index.follow()]);
  await index.embedded();
  expect((await plain.match({ text })).matches).toEqual([]);
  expect((await index.match({ text })).matches[0]).toMatchObject({ id: 'banjir' });
  await store.factChecks.save([aFactCheck({ id: 'banjir', retracted: 'salah kutip' })]);
  await index.follow();
  expect((await index.match({ text })).matches.map(({ id }) => id)).not.toContain('banjir');
  await store.close();
});

testAlways('the program does not start with a model that cannot be used', async () => {
  const folder = aModelFolder({ 'model.onnx': 'broken' });
  const ran = await posko(['chat', '--json', '--data', folder], {
    env: { POSKO_EMBEDDER: folder },
  });
  expect([ran.code, ran.stdout]).toEqual([1, '']);
  expect(ran.stderr).toContain(isInstalled ? 'cannot be used' : 'npm run add:embedder');
});

test('posko match uses the model', async () => {
  const folder = aModelFolder({
    'rows.jsonl': JSON.stringify({
      id: 'banjir',
      title: 'banjir dokter',
      verdict: 'HOAKS',
      org: 'Uji',
    }),
  });
  const words = ['match', '--store', `${folder}/rows.jsonl`];
  const input = toInput({ id: 1, text: 'genangan tabib' });
  const ran = await posko(words, { input, env: { POSKO_EMBEDDER: folder } });
  expect(JSON.parse(ran.stdout)).toMatchObject({ matches: [{ id: 'banjir' }] });
});

function cosine(a: Vector, b: Vector): number {
  return a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
}
