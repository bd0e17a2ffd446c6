import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { PublishedFactCheck } from '../../src/domain/fact-checks/published-fact-check.ts';
import type { Store } from '../../src/ports/store.ts';
import { aFactCheck } from '../support/builders.ts';
import { MORNING } from '../support/stage.ts';
import type { OpenStore } from './store-contract.ts';

/** Fact-checks, and changes that count up. */
export function factChecksContract(open: OpenStore): void {
  describe('fact-checks', () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
      onTestFinished(() => store.close());
    });

    test('a fact-check reads as it was saved, and the latest saving holds', async () => {
      const first = aFactCheck({ url: 'https://contoh.example/a', publishedAt: '2026-11-01' });
      await store.factChecks.save([first]);
      expect(await store.factChecks.get(first.id)).toEqual(first);
      const second = { ...first, verdict: 'benar' as const, version: 2 };
      await store.factChecks.save([second]);
      expect(await store.factChecks.get(first.id)).toEqual(second);
      expect(await store.factChecks.get('unknown')).toBeUndefined();
    });

    test('the prints of a file are kept whole', async () => {
      const prints = {
        hashes: 'aGFz',
        points: 'cG9p',
        frames: 'ZnJh',
        sound: 'c291',
        voice: 'dm9p',
      };
      const file = { sha256: 'a'.repeat(64), kind: 'film' as const, ...prints };
      const filmed = aFactCheck({ files: [{ ...file, speaks: true, written: false }] });
      await store.factChecks.save([filmed]);
      expect(await store.factChecks.get(filmed.id)).toEqual(filmed);
    });

    test('sources are kept whole, with the copy of a page or why there is none', async () => {
      const [url, at] = ['https://contoh.example/a', MORNING];
      const copy = { sha256: 'b'.repeat(64), mime: 'text/html', size: 12, at };
      const named = { url, title: 'Siaran', quote: 'Bank buka', seenOn: '2026-11-20' };
      const citations = [
        { ...named, copy },
        { url, noCopy: { why: 'refused' as const, at } },
      ];
      const cited = aFactCheck({ citations });
      const reasoned = aFactCheck({ noSource: 'Kami menelepon banknya.' });
      await store.factChecks.save([cited, reasoned]);
      expect(await store.factChecks.get(cited.id)).toEqual(cited);
      expect(await store.factChecks.get(reasoned.id)).toEqual(reasoned);
    });

    test('changes are read page by page, each fact-check at least in its latest form', async () => {
      const saved = Array.from({ length: 25 }, () => aFactCheck());
      await store.factChecks.save(saved);
      expect(await follow(store, 4)).toEqual(new Map(saved.map((each) => [each.id, each])));
    });

    test('an update is a change that a reader who has read everything still meets', async () => {
      const saved = [aFactCheck(), aFactCheck(), aFactCheck()];
      await store.factChecks.save(saved);
      const { change } = await store.factChecks.since(0, 100);
      expect(await store.factChecks.since(change, 100)).toEqual({ factChecks: [], change });
      const [first = aFactCheck()] = saved;
      const corrected = { ...first, version: 2 };
      await store.factChecks.save([corrected]);
      const next = await store.factChecks.since(change, 100);
      expect(next.factChecks).toEqual([corrected]);
      expect(next.change).toBeGreaterThan(change);
    });

    test('updates between two pages are not passed over', async () => {
      const saved = Array.from({ length: 10 }, () => aFactCheck());
      await store.factChecks.save(saved);
      const page = await store.factChecks.since(0, 5);
      const corrected = saved.map((each) => ({ ...each, version: 2 }));
      await store.factChecks.save(corrected);
      const rest = await follow(store, 3, page.change);
      expect([...rest.values()].map(({ version }) => version)).toEqual(Array(10).fill(2));
    });

    test('samples are withdrawn as changes of their own; the rest stays', async () => {
      const samples = Array.from({ length: 7 }, () => aFactCheck({ sample: true }));
      const own = aFactCheck();
      await store.factChecks.save([...samples, own]);
      const { change } = await store.factChecks.since(0, 100);
      expect(await store.factChecks.count()).toEqual({ all: 8, samples: 7 });
      expect(await store.factChecks.removeSamples()).toBe(7);
      expect(await store.factChecks.removeSamples()).toBe(0);
      const changed = await follow(store, 3, change);
      expect(new Set(changed.keys())).toEqual(new Set(samples.map(({ id }) => id)));
      for (const { retracted, version } of changed.values()) {
        expect([typeof retracted, version]).toEqual(['string', 2]);
      }
      expect(await store.factChecks.count()).toEqual({ all: 1, samples: 0 });
      const later = aFactCheck();
      await store.factChecks.save([later]);
      const last = [...(await follow(store, 100, change)).values()].at(-1);
      expect(last).toEqual(later);
    });

    test('the latest are the last published that hold', async () => {
      const old = aFactCheck({ publishedAt: '2025-01-01' });
      const recent = aFactCheck({ publishedAt: '2026-11-01' });
      const withdrawn = aFactCheck({ publishedAt: '2026-11-02', retracted: 'keliru' });
      await store.factChecks.save([recent, withdrawn, old, aFactCheck()]);
      const latest = await store.factChecks.latest(10);
      expect(latest.map(({ id }) => id)).toEqual([recent.id, old.id]);
      expect(await store.factChecks.latest(1)).toHaveLength(1);
    });
  });
}

async function follow(store: Store, limit: number, from = 0) {
  const found = new Map<string, PublishedFactCheck>();
  for (let change = from; ; ) {
    const page = await store.factChecks.since(change, limit);
    for (const factCheck of page.factChecks) found.set(factCheck.id, factCheck);
    change = page.change;
    if (page.factChecks.length < limit) return found;
  }
}
