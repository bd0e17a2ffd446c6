import { setImmediate } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, test } from 'vitest';
import { MatchThread, openMatching, startThread } from '../../src/app/open-matching.ts';
import { openMemoryStore } from '../../src/app/open-store.ts';
import { EngineLost, LostAtWork, plainError } from '../../src/matching/match-engine.ts';
import { FactCheckIndex } from '../../src/services/fact-checks/fact-check-index.ts';
import { aFactCheck } from '../support/builders.ts';
import { createGenerator } from '../support/generate.ts';
import { aThreadThat, CONFIG, EXIT, HANG } from './threads.ts';

const { factCheck, message } = createGenerator(7);
const FACT_CHECKS = Array.from({ length: 400 }, (_, n) => aFactCheck(factCheck(n)));
const MESSAGES = Array.from({ length: 500 }, () => message(FACT_CHECKS));
const SOME = MESSAGES.slice(0, 20);
const NOTHING = { tier: 'none', matches: [] };

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

/** An index on threads, each of them for a test to end, and one of the same fact-checks without. */
async function bothWays(given: (() => Worker)[] = []) {
  const { factChecks } = await openMemoryStore(FACT_CHECKS);
  const [threads, told]: [Worker[], string[]] = [[], []];
  const start = () => {
    const thread = given.shift()?.() ?? startThread(CONFIG);
    threads.push(thread);
    return thread;
  };
  const clock = { at: 0 };
  const parts = { tell: (what: string) => told.push(what), now: () => clock.at, cores: 2, start };
  const matching = openMatching(CONFIG, parts);
  const index = new FactCheckIndex(factChecks, matching);
  open.push(index);
  const here = await FactCheckIndex.open(factChecks);
  return { factChecks, index, here, threads, told, clock };
}

/** A thread alone, which counts its seconds fast. */
function aThread(thread: Worker, secondMs = 2) {
  const told: string[] = [];
  const tell = (what: string) => told.push(what);
  const runner = new MatchThread(thread, tell, secondMs);
  open.push(runner);
  return Object.assign(runner, { told });
}

function matchAll(index: FactCheckIndex, texts = MESSAGES) {
  return Promise.all(texts.map((text, n) => index.match({ text, explains: n % 2 === 0 })));
}

test('on a thread an index finds exactly what it finds here', async () => {
  const { index, here, told } = await bothWays();
  const found = await matchAll(index);
  expect(told).toEqual([]);
  expect(found).toStrictEqual(await matchAll(here));
  expect([index.size, told, index.matching()]).toEqual([
    400,
    [],
    { state: 'ok', isOpen: true, factChecks: 400 },
  ]);
});

test('what is published or withdrawn is known to every match after `follow`, also to one that was running', async () => {
  const { factChecks, index } = await bothWays();
  const told = aFactCheck({ title: 'Gunung Merapi meletus pagi ini', narratives: [] });
  const running = index.follow();
  await Promise.resolve();
  await factChecks.save([told]);
  await index.follow();
  expect((await index.match({ text: told.title })).matches[0]?.id).toBe(told.id);
  await factChecks.save([{ ...told, retracted: 'keliru' }]);
  await Promise.all([running, index.follow()]);
  expect((await index.match({ text: told.title })).matches.map(({ id }) => id)).not.toContain(
    told.id,
  );
});

describe('a thread that is lost', () => {
  test('while it matches is replaced: its own question finds nothing, every other is answered', async () => {
    const { index, here, threads, told } = await bothWays();
    await index.follow();
    const answers = matchAll(index, SOME);
    await setImmediate();
    await threads[0]?.terminate();
    const [found, expected] = [await answers, await matchAll(here, SOME)];
    const lost = found.flatMap((each, n) =>
      JSON.stringify(each) === JSON.stringify(expected[n]) ? [] : [each],
    );
    expect(lost).toEqual([NOTHING]);
    expect(threads.length).toBe(2);
    expect(told).toEqual(['the thread that matches ended with 1']);
    expect(await index.match({ text: SOME[0] ?? '', explains: true })).toStrictEqual(expected[0]);
  });

  test('at rest is replaced as soon as the store is followed', async () => {
    const { index, threads } = await bothWays();
    await index.follow();
    await threads[0]?.terminate();
    await index.follow();
    expect([threads.length, index.size]).toEqual([2, 400]);
  });

  test.each([
    ['opens', 'open'],
    ['takes fact-checks in', 'update'],
  ])('while it %s troubles nobody who follows', async (_, call) => {
    const { index, here, told } = await bothWays([aThreadThat(EXIT, [call])]);
    await index.follow();
    expect(await matchAll(index, SOME)).toStrictEqual(await matchAll(here, SOME));
    expect(told).toEqual(['the thread that matches ended with 7']);
  });

  test('is told of for ten minutes', async () => {
    const { index, clock } = await bothWays([aThreadThat(EXIT, ['open'])]);
    await index.follow();
    const reason = 'the thread that matches ended with 7';
    expect(index.matching()).toMatchObject({ state: 'down', reason, isOpen: true });
    clock.at += 600_000;
    expect(index.matching()).toEqual({ state: 'ok', isOpen: true, factChecks: 400 });
  });

  test('three times within ten minutes is given up, and said so', async () => {
    const dying = aThreadThat(EXIT, ['open']);
    const { index, here, threads, told, clock } = await bothWays([dying, dying, dying]);
    await index.follow();
    expect(await matchAll(index, SOME)).toStrictEqual(await matchAll(here, SOME));
    const reason = expect.stringContaining('without a thread of its own');
    expect(threads.length).toBe(3);
    expect(told).toEqual([...told.slice(0, 3), reason]);
    clock.at += 600_000;
    expect(index.matching()).toMatchObject({ state: 'down', reason });
  });
});

describe('a question at which the thread hangs', () => {
  const hanging = aThreadThat(HANG, ['match', 'findTraces']);

  /** Threads that count their seconds fast. */
  async function anIndex(starts: (() => Worker)[]) {
    const { factChecks } = await openMemoryStore(FACT_CHECKS);
    const threads: ReturnType<typeof aThread>[] = [];
    const start = () => {
      const thread = starts.shift();
      // What answers in earnest is not hurried.
      threads.push(aThread(thread?.() ?? startThread(CONFIG), thread ? 2 : 1000));
      return threads.at(-1) as ReturnType<typeof aThread>; // the one pushed
    };
    const index = new FactCheckIndex(factChecks, {
      engines: { start, health: () => ({ state: 'ok' }) },
    });
    await index.follow();
    return { index, threads };
  }

  test('finds nothing, and is not asked again', async () => {
    const { index, threads } = await anIndex([hanging]);
    expect(await index.match({ text: 'satu' })).toEqual(NOTHING);
    expect(threads.map(({ told }) => told)).toEqual([['matching took longer than 5 s']]);
  });

  test('keeps nobody else from an answer', async () => {
    const { index, threads } = await anIndex([hanging]);
    const title = FACT_CHECKS[0]?.title ?? '';
    const [hung, behind] = await Promise.all([
      index.match({ text: 'satu' }),
      index.match({ text: title }),
    ]);
    expect(hung).toEqual(NOTHING);
    expect(behind.matches[0]?.id).toBe(FACT_CHECKS[0]?.id);
    expect(threads.length).toBe(2);
  });

  test('never brings the next one into the process itself', async () => {
    const { factChecks } = await openMemoryStore(FACT_CHECKS);
    const told: string[] = [];
    const tell = (what: string) => told.push(what);
    const parts = { tell, now: () => 0, cores: 2, start: hanging, secondMs: 2 };
    const index = new FactCheckIndex(factChecks, openMatching(CONFIG, parts));
    open.push(index);
    for (let n = 0; n < 5; n += 1) expect(await index.match({ text: `${n}` })).toEqual(NOTHING);
    expect(told).toEqual(Array.from({ length: 5 }, () => 'matching took longer than 5 s'));
  });
});

describe('a thread', () => {
  test('that hangs is ended: what waits behind can be asked again', async () => {
    const thread = aThread(aThreadThat(HANG, ['match'])());
    const asked = ['satu', 'dua'].map((text) => thread.ask('match', { text }));
    const [hung, behind] = await Promise.allSettled(asked);
    expect(hung).toMatchObject({ reason: expect.any(LostAtWork) });
    expect(behind).toMatchObject({ reason: expect.any(EngineLost) });
    expect(behind).not.toMatchObject({ reason: expect.any(LostAtWork) });
    await expect(thread.ask('match', { text: 'tiga' })).rejects.toThrow(EngineLost);
    expect(thread.told).toEqual(['matching took longer than 5 s']);
  });

  test('that only waits for its turn on a busy machine does not hang', async () => {
    const wait = 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 600);';
    const thread = aThread(aThreadThat(wait, ['match'])(), 100);
    expect(await thread.ask('match', { text: 'satu' })).toEqual([]);
    expect(thread.told).toEqual([]);
  });

  test('may take much longer to open an index than over a question', async () => {
    const slow = aThreadThat('for (const at = Date.now(); Date.now() < at + 60; );', ['open']);
    const thread = aThread(slow());
    expect(await thread.ask('open', 'stored')).toMatchObject({ size: 0 });
    expect(thread.told).toEqual([]);
    const hung = aThread(aThreadThat(HANG, ['open'])());
    await expect(hung.ask('open', 'stored')).rejects.toThrow('longer than 120 s');
  });

  test('fails with the words of the engine, and goes on', async () => {
    const thread = aThread(startThread(CONFIG), 1000);
    await thread.ask('open', { model: 'two', dimensions: 2 });
    await thread.ask('update', [{ ...aFactCheck({ id: 'satu' }), files: [], links: [] }], []);
    const long = [['satu', Float32Array.of(1, 2, 3)] as const];
    await expect(thread.ask('putVectors', long)).rejects.toThrow('where 2 belong');
    const wild = { text: 'satu', isWhole: (() => {}) as unknown as boolean };
    await expect(thread.ask('match', wild)).rejects.toThrow('could not be cloned');
    expect(await thread.ask('withoutVector')).toEqual(['satu']);
    await thread.close();
    await expect(thread.ask('snapshot')).rejects.toThrow('the index is closed');
    expect(thread.told).toEqual([]);
  });

  test('is handed a snapshot, and hands one over, without a copy here', async () => {
    const thread = aThread(startThread(CONFIG), 1000);
    await thread.ask('update', [{ ...aFactCheck({ id: 'satu' }), files: [], links: [] }], []);
    const snapshot = await thread.ask('snapshot');
    const other = aThread(startThread(CONFIG), 1000);
    expect(await other.ask('open', 'stored', snapshot)).toMatchObject({ size: 1 });
    expect([snapshot.words.length, snapshot.evidence.length]).toEqual([0, 0]);
  });

  test('takes no more calls than it can answer in time', async () => {
    const thread = aThread(aThreadThat(HANG, ['match'])(), 1000);
    const asked = Array.from({ length: 5001 }, () => thread.ask('match', { text: '' }));
    const [last] = await Promise.allSettled(asked.slice(-1));
    expect(last).toMatchObject({ reason: { status: 503 } });
    const rest = Promise.allSettled(asked);
    await thread.close();
    expect((await rest).every(({ status }) => status === 'rejected')).toBe(true);
  });
});

test('an error that cannot go to another thread goes there as its words and its place', () => {
  const wild = new Error('rusak', { cause: () => {} });
  expect(() => structuredClone(wild)).toThrow();
  expect(structuredClone(plainError(wild))).toMatchObject({ message: 'rusak', stack: wild.stack });
});
