import { setImmediate } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, test } from 'vitest';
import { openMatching, startThread } from '../../src/app/open-matching.ts';
import { openMemoryStore } from '../../src/app/open-store.ts';
import { FactCheckIndex } from '../../src/services/fact-checks/fact-check-index.ts';
import { aFactCheck } from '../support/builders.ts';
import { createGenerator } from '../support/generate.ts';
import { aThread, aThreadThat, CONFIG, EXHAUST, EXIT, HANG } from './threads.ts';

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

describe('a thread that cannot be started', () => {
  const refuse = () => {
    throw Object.assign(new Error('EAGAIN'), { code: 'ERR_WORKER_INIT_FAILED' });
  };
  const given = [
    'the thread that matches failed: ERR_WORKER_INIT_FAILED',
    expect.stringContaining('without a thread of its own'),
  ];

  test('is done without, and said so', async () => {
    const { index, here, told, clock } = await bothWays([refuse]);
    expect(await matchAll(index, SOME)).toStrictEqual(await matchAll(here, SOME));
    clock.at += 600_000;
    expect(index.matching()).toMatchObject({ state: 'down', reason: given[1] });
    expect(told).toEqual(given);
  });

  test('after another was lost is done without, too', async () => {
    const { index, here, threads, told } = await bothWays([() => startThread(CONFIG), refuse]);
    await index.follow();
    await threads[0]?.terminate();
    expect(await matchAll(index, SOME)).toStrictEqual(await matchAll(here, SOME));
    expect(told).toEqual(['the thread that matches ended with 1', ...given]);
  });
});

describe('a thread that runs out of memory', () => {
  const failed = 'the thread that matches failed: ERR_WORKER_OUT_OF_MEMORY';

  test.each(['match', 'open'])(
    'at "%s" never brings the next one into the process',
    async (call) => {
      const { index, told } = await bothWays(
        Array.from({ length: 5 }, () => aThreadThat(EXHAUST, [call])),
      );
      for (const text of call === 'open' ? ['satu'] : ['satu', 'dua', 'tiga', 'empat']) {
        const [answer] = await Promise.allSettled([index.match({ text })]);
        expect(answer).toMatchObject(
          call === 'open' ? { reason: { status: 503 } } : { value: NOTHING },
        );
      }
      expect(told).toEqual([failed, failed, failed, failed]);
      expect(index.matching()).toMatchObject({ state: 'down', reason: failed });
    },
  );
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
