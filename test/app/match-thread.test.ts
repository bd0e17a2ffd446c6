import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { afterEach, expect, test } from 'vitest';
import { MatchThread, openMatching, startThread } from '../../src/app/open-matching.ts';
import { openMemoryStore } from '../../src/app/open-store.ts';
import { EngineLost } from '../../src/matching/match-engine.ts';
import { FactCheckIndex } from '../../src/services/fact-checks/fact-check-index.ts';
import { aFactCheck } from '../support/builders.ts';
import { createGenerator } from '../support/generate.ts';

const { factCheck, message } = createGenerator(7);
const FACT_CHECKS = Array.from({ length: 400 }, (_, n) => aFactCheck(factCheck(n)));
const MESSAGES = Array.from({ length: 500 }, () => message(FACT_CHECKS));
const SOME = MESSAGES.slice(0, 50);

const open: FactCheckIndex[] = [];
afterEach(async () => {
  for (const index of open.splice(0)) await index.close();
});

/** An index on threads, each of them for a test to end, and one of the same fact-checks without. */
async function bothWays() {
  const { factChecks } = await openMemoryStore(FACT_CHECKS);
  const [threads, warnings]: [Worker[], string[]] = [[], []];
  const startMatching = () => {
    const thread = startThread(undefined);
    threads.push(thread);
    return new MatchThread(thread, (what) => warnings.push(what));
  };
  const index = new FactCheckIndex(factChecks, { startMatching });
  open.push(index);
  const here = await FactCheckIndex.open(factChecks);
  return { factChecks, index, here, threads, warnings };
}

function matchAll(index: FactCheckIndex, texts = MESSAGES) {
  return Promise.all(texts.map((text, n) => index.match({ text, explains: n % 2 === 0 })));
}

test('on a thread an index finds exactly what it finds here', async () => {
  const { index, here, warnings } = await bothWays();
  expect(await matchAll(index)).toStrictEqual(await matchAll(here));
  expect([index.size, warnings]).toEqual([400, []]);
});

test('what is published or withdrawn is known to every match after `follow`', async () => {
  const { factChecks, index } = await bothWays();
  const told = aFactCheck({ title: 'Gunung Merapi meletus pagi ini', narratives: [] });
  await factChecks.save([told]);
  await index.follow();
  expect((await index.match({ text: told.title })).matches[0]?.id).toBe(told.id);
  await factChecks.save([{ ...told, retracted: 'keliru' }]);
  await index.follow();
  expect((await index.match({ text: told.title })).matches.map(({ id }) => id)).not.toContain(
    told.id,
  );
});

test('a thread that dies while it matches is replaced, and every match is still answered', async () => {
  const { index, here, threads, warnings } = await bothWays();
  await index.follow();
  const answers = matchAll(index, SOME);
  await setImmediate();
  await threads[0]?.terminate();
  expect(await answers).toStrictEqual(await matchAll(here, SOME));
  expect(threads.length).toBe(2);
  expect(warnings).toEqual(['the thread that matches ended with 1; the index is opened again']);
});

test('a thread that dies at rest is replaced as soon as the store is followed', async () => {
  const { index, threads } = await bothWays();
  await index.follow();
  await threads[0]?.terminate();
  await index.follow();
  expect([threads.length, index.size]).toEqual([2, 400]);
});

/** Takes calls and never answers. */
function aHangingThread() {
  const code = `require('node:worker_threads').parentPort.on('message', () => { for (;;); })`;
  return new Worker(code, { eval: true });
}

test('a thread that hangs is ended: what it hangs at fails, what waits is lost to it', async () => {
  const warnings: string[] = [];
  const thread = new MatchThread(aHangingThread(), (what) => warnings.push(what), 20);
  const [hung, behind] = await Promise.allSettled([
    thread.ask('match', { text: 'satu' }),
    thread.ask('match', { text: 'dua' }),
  ]);
  expect(hung).toMatchObject({ reason: { message: 'matching took longer than 0.02 s' } });
  expect(behind).toMatchObject({ reason: expect.any(EngineLost) });
  await expect(thread.ask('match', { text: 'tiga' })).rejects.toThrow(EngineLost);
  expect([thread.lost, warnings.length]).toEqual([expect.any(EngineLost), 1]);
});

test('what the engine refuses fails with its words, and the thread goes on', async () => {
  const thread = new MatchThread(startThread(undefined), () => {});
  await thread.ask('open', { model: 'two', dimensions: 2 });
  await thread.ask('update', [{ ...aFactCheck({ id: 'satu' }), files: [], links: [] }], []);
  const long = [['satu', Float32Array.of(1, 2, 3)] as const];
  await expect(thread.ask('putVectors', long)).rejects.toThrow('where 2 belong');
  expect(await thread.ask('withoutVector')).toEqual(['satu']);
  await thread.close();
  await expect(thread.ask('snapshot')).rejects.toThrow('the index is closed');
});

test('a thread takes no more calls than it can answer in time', async () => {
  const thread = new MatchThread(aHangingThread(), () => {});
  const asked = Array.from({ length: 5001 }, () => thread.ask('match', { text: '' }));
  const [last] = await Promise.allSettled(asked.slice(-1));
  expect(last).toMatchObject({ reason: { status: 503 } });
  const rest = Promise.allSettled(asked);
  await thread.close();
  expect((await rest).every(({ status }) => status === 'rejected')).toBe(true);
});

test('a machine with one core matches where it runs', () => {
  expect(openMatching({ dictionaries: undefined }, () => {}, 1).startMatching).toBeUndefined();
});
