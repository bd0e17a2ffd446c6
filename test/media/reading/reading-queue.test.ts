import { expect, test } from 'vitest';
import { ReadingQueue } from '../../../src/media/reading/reading-queue.ts';

const PDF = Buffer.from('%PDF-1.4');
const PHOTO = Buffer.from('ffd8ffe0', 'hex');

/** A queue with one place, and what was begun in it by now. */
function aQueue() {
  let now = 0;
  const queue = new ReadingQueue(1, () => now);
  const order: string[] = [];
  return {
    run: queue.run.bind(queue),
    pass: (ms: number) => {
      now += ms;
    },
    put: (name: string, from?: string) =>
      void queue.run({ bytes: PDF, from }, async () => order.push(name)),
    begun: async () => {
      await new Promise(setImmediate);
      return order;
    },
  };
}

const fail = () => Promise.reject(new Error('no process can be started'));

test.for([
  ['a document', PDF],
  ['a small picture', PHOTO],
] as const)('after %s at which reading breaks down the next file is read', async ([_, bytes]) => {
  const { run, put, begun } = aQueue();
  await expect(run({ bytes }, fail)).rejects.toThrow('no process can be started');
  put('next');
  expect(await begun()).toEqual(['next']);
});

test('a small picture at which reading breaks down leaves its own place to the next one', async () => {
  const { run, begun } = aQueue();
  const held = Promise.withResolvers<void>();
  const document = run({ bytes: PDF }, () => held.promise);
  await expect(run({ bytes: PHOTO }, fail)).rejects.toThrow();
  let isSeen = false;
  const picture = run({ bytes: PHOTO }, async () => {
    isSeen = true;
  });
  await begun();
  expect(isSeen).toBe(true);
  held.resolve();
  await Promise.all([document, picture]);
});

test('who has kept the readers busy for long goes last, also where each file failed', async () => {
  const { run, put, pass, begun } = aQueue();
  const slow = async () => {
    pass(130_000);
    throw new Error('too slow');
  };
  await expect(run({ bytes: PDF, from: 'greedy' }, slow)).rejects.toThrow('too slow');
  const held = Promise.withResolvers<void>();
  void run({ bytes: PDF }, () => held.promise);
  put('greedy', 'greedy');
  put('other', 'other');
  held.resolve();
  expect(await begun()).toEqual(['other', 'greedy']);
});
