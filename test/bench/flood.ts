import { setTimeout as pause } from 'node:timers/promises';
import type { FakeCloudCitizen } from '../fake-graph/fake-cloud-citizen.ts';
import type { FakeGraph } from '../fake-graph/fake-graph.ts';

/** How many numbers write again and again, how often all of them do, and within what time. */
export interface Flood {
  hostile: number;
  rounds: number;
  roundMs: number;
}

/** Times of the first replies to people who write for the first time, and of the answers to webhooks meanwhile, sorted. */
export interface Waits {
  replies: number[];
  webhooks: number[];
}

const HONEST = 20;
/** One after the other, so that they do not wait for each other. */
const APART_MS = 1500;
const LONGEST_MS = 120_000;
const SAID = [
  'menu',
  'halo kak',
  'Apa benar besok semua bank tutup sebulan?',
  'Sebarkan! Vaksin korona ada microchip-nya, habis disuntik kita bisa dilacak lewat satelit.',
];

/** Measures first replies without a flood, then in the midst of one, against the same program. */
export async function measureFlood(graph: FakeGraph, flood: Flood): Promise<[Waits, Waits]> {
  const calm: Waits = { replies: await greet(graph, 'c'), webhooks: [] };
  const webhooks: number[] = [];
  const [replies] = await Promise.all([greet(graph, 'f'), pour(graph, flood, webhooks)]);
  return [calm, { replies, webhooks: webhooks.sort((a, b) => a - b) }];
}

/** Lets people write for the first time, one after the other; returns how long each waited for a reply. */
async function greet(graph: FakeGraph, name: string): Promise<number[]> {
  const waits: Promise<number>[] = [];
  for (let n = 0; n < HONEST; n += 1) {
    await pause(APART_MS);
    waits.push(firstReply(graph.citizen(`${name}${1000 + n}`)));
  }
  return (await Promise.all(waits)).sort((a, b) => a - b);
}

async function firstReply(citizen: FakeCloudCitizen): Promise<number> {
  const started = performance.now();
  await citizen.write('menu');
  while (citizen.shown.length === 0) {
    if (performance.now() - started > LONGEST_MS) throw new Error('no reply within two minutes');
    await pause(5);
  }
  return performance.now() - started;
}

/** Every hostile number writes once a round, at an even rate. */
async function pour(graph: FakeGraph, flood: Flood, webhooks: number[]): Promise<void> {
  const { hostile, rounds, roundMs } = flood;
  const citizens = Array.from({ length: hostile }, (_, n) => graph.citizen(`h${1000 + n}`));
  const started = performance.now();
  const answers: Promise<void>[] = [];
  for (let n = 0; n < hostile * rounds; n += 1) {
    const due = started + (n * roundMs) / hostile;
    if (due > performance.now()) await pause(due - performance.now());
    answers.push(send(citizens[n % hostile], n, webhooks));
  }
  await Promise.all(answers);
}

async function send(citizen: FakeCloudCitizen | undefined, n: number, webhooks: number[]) {
  const text = SAID[Math.floor(n / 7) % SAID.length] ?? '';
  const started = performance.now();
  const status = await citizen?.write(text, text.length > 50 ? { forwarded: 'often' } : {});
  if (status !== 200) throw new Error(`the webhook answered ${status}`);
  webhooks.push(performance.now() - started);
}
