import { spawnSync } from 'node:child_process';
import { mkdirSync, readlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { diagnoseConfinement } from '../../src/app/diagnostics/doctor.ts';
import { readConfig } from '../../src/config/config.ts';
import { confine, findConfinement } from '../../src/media/reading/confinement.ts';
import { createFileReader, type FileReader } from '../../src/media/reading/file-reader.ts';
import { ReadingQueue } from '../../src/media/reading/reading-queue.ts';
import { aFolder } from '../support/builders.ts';
import { aCard } from '../support/make-pictures.ts';
import { makePdfBombs } from './hostile/pdf-bombs.ts';
import { measured, readingPrograms } from './hostile/processes.ts';

/** Of the processor: a bomb took minutes, and a file may take 15 seconds by the clock. */
const MOST_SECONDS = 35;
/** A process has 150 MB at rest, 250 with a picture and 600 with the largest streams that are let in; a bomb took 2,000. */
const MOST_RSS_MB = 900;
const BOMBS = makePdfBombs();
const HOAX = 'Besok semua bank tutup sebulan karena keadaan darurat';

describe('a small PDF that asks for gigabytes', () => {
  let reader: FileReader;
  beforeAll(() => {
    reader = createFileReader({
      processes: 1,
      timeoutMs: 60_000,
      stillMs: 15_000,
      idleMs: 60_000,
      environment: {},
    });
  });
  afterAll(() => reader.close());

  test.each(Object.entries(BOMBS))(
    '%s: takes neither',
    async (_, bytes) => {
      expect(bytes.length).toBeLessThan(3 * 1024 * 1024);
      const { result, seconds, rssMb } = await measured(() =>
        reader.read({ mime: 'application/pdf', bytes }),
      );
      expect(result.texts.map(({ text }) => text.trim()).join('')).toBe('');
      expect(seconds).toBeLessThan(MOST_SECONDS);
      expect(rssMb).toBeLessThan(MOST_RSS_MB);
    },
    600_000,
  );

  test("the next citizen's picture does not wait for them", async () => {
    const patient = { processes: 1, timeoutMs: 600_000, idleMs: 60_000, environment: {} };
    const reader = createFileReader(patient);
    onTestFinished(() => reader.close());
    const card = await aCard(HOAX);
    await reader.read({ mime: 'image/jpeg', bytes: card, from: 'w9' });
    const slow = BOMBS['a stream of just what is bearable'] ?? card;
    let ended = 0;
    const bombs = Array.from({ length: 3 }, () =>
      reader.read({ mime: 'application/pdf', bytes: slow, from: 'w1' }).finally(() => (ended += 1)),
    );
    const read = await reader.read({ mime: 'image/jpeg', bytes: card, from: 'w2' });
    expect(read.texts[0]?.text).toContain('semua bank tutup sebulan');
    expect(ended).toBeLessThan(2);
    await Promise.all(bombs);
  }, 600_000);
});

test('what is read soonest comes first, those who send much last, and nothing waits for ever', async () => {
  const { put, next, order, pass } = openQueue();
  void put('first', pdf());
  void put('film', film());
  void put('pdf', pdf());
  void put('large picture', picture(3_000_000));
  void put('small picture', picture(1000));
  await settled();
  expect(order).toEqual(['first', 'small picture']);
  for (let n = 0; n < 5; n += 1) await next();
  expect(order).toEqual(['first', 'small picture', 'large picture', 'pdf', 'film']);
  void put('greedy', pdf());
  await settled();
  pass(130_000);
  void put('other', film());
  await settled();
  await next();
  void put('again', pdf(), 'greedy');
  void put('another', film());
  for (let n = 0; n < 4; n += 1) await next();
  expect(order.slice(5)).toEqual(['greedy', 'other', 'another', 'again']);
  void put('second', pdf());
  void put('patient', film());
  pass(60_000);
  void put('young', pdf());
  for (let n = 0; n < 3; n += 1) await next();
  expect(order.slice(-3)).toEqual(['second', 'patient', 'young']);
});

test('whoever has sent for minutes of reading keeps no small picture of others waiting', async () => {
  const { put, next, order, pass } = openQueue();
  void put('greedy', pdf());
  await settled();
  pass(130_000);
  await next();
  void put('film', film());
  await settled();
  void put('one more', picture(1000), 'greedy');
  await settled();
  void put('small picture', picture(1000));
  await settled();
  expect(order).toEqual(['greedy', 'film', 'small picture']);
});

test('what reads files sees no secret: not in its environment, and neither key nor data where the machine can hide them', async () => {
  const folder = aFolder();
  const data = join(folder, 'data');
  mkdirSync(data);
  const [key, secret] = [join(data, 'master.key'), join(folder, 'token')];
  writeFileSync(key, 'the key of keys', { mode: 0o600 });
  writeFileSync(secret, 'a token', { mode: 0o600 });
  process.env.POSKO_KEY = 'the key in a variable';
  onTestFinished(() => void delete process.env.POSKO_KEY);
  const hidden = [data, secret, join(folder, 'not there')];
  const reader = createFileReader({
    processes: 1,
    timeoutMs: 60_000,
    idleMs: 60_000,
    environment: {},
    hidden,
  });
  onTestFinished(() => reader.close());
  const read = await reader.read({ mime: 'image/jpeg', bytes: await aCard(HOAX) });
  expect(read.texts[0]?.text).toContain('semua bank tutup sebulan');
  const readers = readingPrograms();
  expect(readers.length).toBeGreaterThan(0);
  for (const { environment } of readers) {
    expect(environment).not.toContain('POSKO_KEY');
    expect(environment).not.toContain('the key');
  }
  const how = findConfinement(hidden);
  const [said] = diagnoseConfinement({ ...readConfig({}), dataFolder: data });
  expect(said?.state).toBe(how === 'none' ? 'warning' : 'ok');
  if (how === 'none') return;
  const words = confine(how, hidden, 1800);
  const can = (command: string) =>
    spawnSync(words[0] ?? '', [...words.slice(1), 'sh', '-c', command]);
  expect(can('true').status).toBe(0);
  for (const path of [key, secret]) expect(can(`cat ${path}`).stdout.toString()).toBe('');
  expect(can(`ls ${data}`).stdout.toString()).toBe('');
  expect(can(`tr '\\0' '\\n' < /proc/${process.pid}/environ`).stdout.toString()).not.toContain(
    'the key',
  );
  expect(can(`umount ${data} && cat ${key}`).stdout.toString()).toBe('');
  expect(can(`unshare -Ur sh -c 'umount ${data}; cat ${key}'`).stdout.toString()).toBe('');
  if (how !== 'namespaces') return;
  const network = can('readlink /proc/self/ns/net').stdout.toString().trim();
  expect(network).toMatch(/^net:/); // its own has no way out, whatever ours is called
  expect(network).not.toBe(readlinkSync('/proc/self/ns/net'));
});

/** A queue with one place, and what has begun in it; each read ends when `next` comes to it. */
function openQueue() {
  let now = 0;
  const queue = new ReadingQueue(1, () => now);
  const order: string[] = [];
  const gates: (() => void)[] = [];
  return {
    order,
    pass: (ms: number) => {
      now += ms;
    },
    put: (name: string, bytes: Uint8Array, from = name) =>
      queue.run({ bytes, from }, () => {
        order.push(name);
        return new Promise<void>((go) => gates.push(go));
      }),
    next: async () => {
      gates.shift()?.();
      await settled();
    },
  };
}

/** Until all that can begin has begun. */
function settled(): Promise<void> {
  return new Promise((go) => setImmediate(go));
}

function pdf(): Uint8Array {
  return new Uint8Array(Buffer.from('%PDF-1.4'));
}

function film(): Uint8Array {
  return new Uint8Array(Buffer.from('OggS\0'));
}

function picture(length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  bytes.set([0xff, 0xd8, 0xff]);
  return bytes;
}
