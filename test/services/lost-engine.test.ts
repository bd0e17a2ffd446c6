import { afterEach, expect, test, vi } from 'vitest';
import { openMemoryStore } from '../../src/app/open-store.ts';
import { truthOf } from '../../src/domain/fact-checks/verdicts.ts';
import {
  EngineLost,
  LostAtWork,
  type MatchRunner,
  matchHere,
} from '../../src/matching/match-engine.ts';
import { Busy } from '../../src/ports/concurrency-limit.ts';
import type { IndexSnapshot } from '../../src/ports/store.ts';
import { follow } from '../../src/services/conversation/refresh.ts';
import { FactCheckIndex } from '../../src/services/fact-checks/fact-check-index.ts';
import { aFactCheck } from '../support/builders.ts';

const NOTHING = { tier: 'none', matches: [] };
const NEVER = new Promise<never>(() => {});
const KNOWN = aFactCheck({ title: 'Gunung Merapi meletus pagi ini', narratives: [] });

afterEach(() => {
  vi.useRealTimers();
});

type Fate = 'lost' | 'stuck' | undefined;

/** Engines that are lost to, or stuck at, what a test says; and how many there were. */
function enginesThat(fate: (name: string, input: readonly unknown[], count: number) => Fate) {
  const started: (MatchRunner & { end(): void })[] = [];
  const start = () => {
    const here = matchHere({ truthOf });
    const count = started.length + 1;
    const closing = Promise.withResolvers<never>();
    const engine = {
      lost: undefined as EngineLost | undefined,
      ask: ((name, ...input) => {
        if (engine.lost) return Promise.reject(engine.lost);
        const end = fate(name, input, count);
        if (end === 'stuck') return closing.promise;
        if (end === undefined) return here.ask(name, ...input);
        engine.end();
        return Promise.reject(new LostAtWork('lost'));
      }) as MatchRunner['ask'],
      end: () => {
        engine.lost = new EngineLost('lost');
      },
      close: async () => {
        engine.end();
        closing.promise.catch(() => {});
        closing.reject(new LostAtWork('closed'));
      },
    };
    started.push(engine);
    return engine;
  };
  return { started, engines: { start, health: () => ({ state: 'ok' as const }) } };
}

const isViral = (name: string, [asked]: readonly unknown[]): Fate =>
  name === 'match' && JSON.stringify(asked).includes('viral') ? 'lost' : undefined;

test('a text to which an engine was lost costs no other engine, whatever is published meanwhile', async () => {
  const { factChecks } = await openMemoryStore([KNOWN]);
  const { engines, started } = enginesThat(isViral);
  const index = await FactCheckIndex.open(factChecks, { engines });
  const file = { files: [{ hashes: Buffer.alloc(64).toString('base64') }] };
  for (const more of [{}, {}, file, file, { read: [] }, { read: [] }]) {
    expect(await index.match({ text: 'viral', ...more })).toEqual(NOTHING);
    await factChecks.save([aFactCheck({ title: 'Kabar lain', narratives: [] })]);
    await index.follow();
  }
  expect(started.length).toBe(4);
  expect((await index.match({ text: KNOWN.title })).matches[0]?.id).toBe(KNOWN.id);
});

test('two who send a file to which an engine is lost at once cost one engine', async () => {
  const { factChecks } = await openMemoryStore([KNOWN]);
  const { engines, started } = enginesThat(isViral);
  const index = await FactCheckIndex.open(factChecks, { engines });
  const asked = { text: 'viral', files: [{ hashes: Buffer.alloc(64).toString('base64') }] };
  expect(await Promise.all([index.match(asked), index.match(asked)])).toEqual([NOTHING, NOTHING]);
  await index.follow();
  expect(started.length).toBe(2);
});

test('who can ask again is told that matching failed, not that nothing fits', async () => {
  const { factChecks } = await openMemoryStore([KNOWN]);
  const index = await FactCheckIndex.open(factChecks, enginesThat(isViral));
  for (const explains of [true, false, true]) {
    await expect(index.match({ text: 'viral', explains, canRetry: true })).rejects.toThrow(Busy);
  }
  expect(await index.match({ text: 'viral' })).toEqual(NOTHING);
});

test('a question that a closing index does not answer is an error', async () => {
  const { factChecks } = await openMemoryStore([KNOWN]);
  const { promise: isAsked, resolve } = Promise.withResolvers<void>();
  const { engines } = enginesThat((name) => {
    if (name !== 'match') return undefined;
    resolve();
    return 'stuck';
  });
  const index = await FactCheckIndex.open(factChecks, { engines });
  const asked = index.match({ text: 'satu' });
  await isAsked;
  const [answer] = await Promise.allSettled([asked, index.close()]);
  expect(answer).toMatchObject({ status: 'rejected', reason: expect.any(EngineLost) });
});

test('once a turn has waited in vain for an index that is being opened, others are refused at once', async () => {
  const { factChecks } = await openMemoryStore([KNOWN]);
  const { engines, started } = enginesThat((name, _, count) =>
    name === 'open' && count === 2 ? 'stuck' : undefined,
  );
  const index = await FactCheckIndex.open(factChecks, { engines });
  started[0]?.end();
  vi.useFakeTimers();
  const first = index.match({ text: 'satu' });
  const told = expect(first).rejects.toThrow(Busy);
  await vi.advanceTimersByTimeAsync(5000);
  await told;
  await expect(index.match({ text: 'dua' })).rejects.toThrow(Busy);
  expect(vi.getTimerCount()).toBe(0);
  expect(index.matching()).toMatchObject({
    ...{ state: 'down', reason: 'the index is being opened', isOpen: false },
  });
});

test('an index that is opened for the first time is not down', async () => {
  const { factChecks } = await openMemoryStore([KNOWN]);
  const index = new FactCheckIndex(factChecks);
  const opening = index.follow();
  expect(index.matching()).toMatchObject({ state: 'ok', isOpen: false });
  await opening;
});

test.each([
  ['is long in opening', () => NEVER],
  ['cannot be opened', () => Promise.reject(new Busy('the index is being opened'))],
])('settings are followed although the index %s', async (_, followIndex) => {
  const followed: string[] = [];
  const part = (name: string) => ({ follow: async () => void followed.push(name) });
  const deps = {
    ...{ channels: new Map(), index: { follow: followIndex }, openCases: part('cases') },
    ...{ settingsRepository: part('settings'), voterAnswers: part('answers') },
    contactRepository: part('contacts'),
  } as unknown as Parameters<typeof follow>[0]; // all that it uses
  vi.useFakeTimers();
  const following = follow(deps);
  await vi.advanceTimersByTimeAsync(5000);
  await following;
  expect(followed).toEqual(['cases', 'settings', 'answers', 'contacts']);
});

/** A shelf with what was written last, of which a test can keep it from telling. */
function aShelf() {
  const shelf = {
    ...{ kept: undefined as IndexSnapshot | undefined, writes: 0, gate: Promise.resolve() },
    read: async () => structuredClone(shelf.kept),
    write: async (snapshot: IndexSnapshot) => {
      [shelf.writes, shelf.kept] = [shelf.writes + 1, snapshot];
      await shelf.gate;
    },
  };
  return shelf;
}

const many = (name: string, count = 200) =>
  Array.from({ length: count }, (_, n) => aFactCheck({ title: `${name} ke-${n}`, narratives: [] }));

test('a snapshot to which an engine is lost is not opened by the next one', async () => {
  const { factChecks } = await openMemoryStore(many('Kabar'));
  const shelf = aShelf();
  await (await FactCheckIndex.open(factChecks, { shelf })).close();
  expect(shelf.kept).toBeDefined();
  const { engines, started } = enginesThat((name, [, snapshot]) =>
    name === 'open' && snapshot ? 'lost' : undefined,
  );
  const index = await FactCheckIndex.open(factChecks, { shelf, engines });
  expect([index.size, started.length]).toEqual([200, 2]);
});

test('an index that no engine can open refuses, and is tried again when it is next followed', async () => {
  const { factChecks } = await openMemoryStore([KNOWN]);
  const { engines, started } = enginesThat((name, _, count) =>
    name === 'open' && count <= 4 ? 'lost' : undefined,
  );
  const index = new FactCheckIndex(factChecks, { engines });
  await expect(index.match({ text: KNOWN.title })).rejects.toThrow(Busy);
  expect(started.length).toBe(4);
  expect((await index.match({ text: KNOWN.title })).matches[0]?.id).toBe(KNOWN.id);
});

test('what is taken in after an index was opened again during a save is saved, too', async () => {
  const { factChecks } = await openMemoryStore(many('Kabar'));
  const { engines, started } = enginesThat(() => undefined);
  const shelf = aShelf();
  const index = await FactCheckIndex.open(factChecks, { shelf, engines });
  await index.save();
  await factChecks.save(many('Berita'));
  await index.follow();
  const gate = Promise.withResolvers<void>();
  shelf.gate = gate.promise;
  const saving = index.save();
  await vi.waitFor(() => expect(shelf.writes).toBe(2));
  started[0]?.end();
  await index.follow();
  await factChecks.save([aFactCheck({ title: 'Satu lagi', narratives: [] })]);
  gate.resolve();
  await saving;
  await factChecks.save(many('Lain'));
  await index.follow();
  await index.save();
  expect(shelf.writes).toBe(3);
});

test('a snapshot in shared memory is opened without an error', async () => {
  const words = Buffer.from('rusak') as Buffer<ArrayBuffer>; // as it is read, in a pool
  expect(words.buffer.byteLength).toBeGreaterThan(words.length);
  const engine = matchHere({ truthOf });
  const snapshot = { words, evidence: Buffer.from('rusak') as Buffer<ArrayBuffer> };
  expect(await engine.ask('open', 'stored', snapshot)).toMatchObject({ size: 0 });
  expect(words.toString()).toBe('rusak');
});
