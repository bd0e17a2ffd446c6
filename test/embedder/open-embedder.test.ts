import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { diagnoseEmbedder } from '../../src/app/diagnostics/diagnose-store.ts';
import { openEmbedder } from '../../src/app/open-embedder.ts';
import { openMemoryStore } from '../../src/app/open-store.ts';
import { readConfig } from '../../src/config/config.ts';
import { readSecretFiles } from '../../src/config/secret-files.ts';
import { FactCheckIndex } from '../../src/services/fact-checks/fact-check-index.ts';
import { aFactCheck, aFolder } from '../support/builders.ts';
import { openLoopbackSite } from '../support/loopback-site.ts';
import { anEmbeddingServer } from './embedding-server.ts';

const read = (place: string) => readConfig({ POSKO_EMBEDDER: place }).embedder;

test.each([
  ['http://127.0.0.1:8000', 'http://127.0.0.1:8000/v1'],
  ['http://localhost:11434/v1/', 'http://localhost:11434/v1'],
  ['http://encoder:80/v1/embeddings', 'http://encoder/v1'],
  ['http://10.1.2.3:8000/v1', 'http://10.1.2.3:8000/v1'],
  ['http://[::1]:8000/v1', 'http://[::1]:8000/v1'],
  ['http://[fd00::5]:8000/v1', 'http://[fd00::5]:8000/v1'],
  ['https://api.example.org/tei/v1/embeddings', 'https://api.example.org/tei/v1'],
])('%s is the address of a server', (place, url) => {
  expect(read(place)).toEqual({ type: 'server', url, model: undefined, key: undefined });
});

test('anything else is a folder, and nothing is none', () => {
  expect(read('models/e5')).toEqual({ type: 'folder', folder: resolve('models/e5') });
  expect(readConfig({}).embedder).toBeUndefined();
});

test.each([
  ['http://api.example.org/v1', 'must begin with https://'],
  ['http://8.8.8.8/v1', 'must begin with https://'],
  ['http://[2606:4700::1111]:8000/v1', 'must begin with https://'],
  ['http://localhost.example.org/v1', 'must begin with https://'],
  ['https://ayu:sandi@api.example.org/v1', 'use POSKO_EMBEDDER_KEY'],
  ['http://:0', 'must be a folder or an address'],
])('%s is refused', (place, message) => {
  expect(() => read(place)).toThrow(message);
});

test('the key may come from a file, and is never shown', () => {
  const path = join(aFolder(), 'key');
  writeFileSync(path, 'sandi-rahasia\n');
  const { embedder, variables } = readConfig(
    readSecretFiles({ POSKO_EMBEDDER: 'http://127.0.0.1:1', POSKO_EMBEDDER_KEY_FILE: path }),
  );
  expect(embedder).toMatchObject({ key: 'sandi-rahasia' });
  expect(JSON.stringify(variables)).not.toContain('sandi-rahasia');
});

test('a server that takes the question and says nothing holds up no start', async () => {
  const asked = Promise.withResolvers<void>();
  const site = await openLoopbackSite({ '/v1/embeddings': () => asked.resolve() });
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const place = { POSKO_EMBEDDER: `${site.url}/v1`, POSKO_EMBEDDER_MODEL: 'diam' };
  const opened = vi.fn();
  void openEmbedder(readConfig(place)).then(opened);
  await asked.promise;
  expect(opened).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(3000);
  expect(opened).toHaveBeenCalledOnce();
});

test('a server that is down at the start is used once it is there; the doctor tells of it', async () => {
  await using server = await anEmbeddingServer();
  await server.stop();
  const config = readConfig({ POSKO_EMBEDDER: server.url });
  const embedder = await openEmbedder(config);
  const store = await openMemoryStore([
    aFactCheck({ id: 'banjir', title: 'Banjir di pasar', narratives: [] }),
  ]);
  const index = await FactCheckIndex.open(store.factChecks, { embedder });
  await index.embedded();
  const asked = { text: 'genangan' };
  expect((await index.match(asked)).matches).toEqual([]);
  expect(index.embedding()).toMatchObject({ state: 'down', missing: 1 });
  expect(await diagnoseEmbedder(config)).toMatchObject([
    { state: 'broken', detail: expect.stringContaining('ECONNREFUSED') },
  ]);
  await server.start();
  const state = async () => {
    await index.follow();
    await index.embedded();
    return index.embedding();
  };
  await expect.poll(state, { timeout: 30_000, interval: 200 }).toEqual({ state: 'ok', missing: 0 });
  await expect.poll(async () => (await index.match(asked)).matches[0]?.id).toBe('banjir');
  expect(await diagnoseEmbedder(config)).toEqual([
    { name: 'embedder', state: 'ok', detail: `test-embed, plain at ${server.url}, 8 numbers` },
  ]);
  await store.close();
});
