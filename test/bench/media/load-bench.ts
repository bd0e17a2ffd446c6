import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApp } from '../../../src/app/app.ts';
import { loadContent } from '../../../src/app/load-content.ts';
import { Simulator, toDelivered, type Writing } from '../../../src/channels/simulator/simulator.ts';
import { defaultSettings } from '../../../src/domain/settings/settings.ts';
import { systemClock } from '../../../src/jobs/local/system-clock.ts';
import { createFileReader } from '../../../src/media/reading/file-reader.ts';
import { receive } from '../../../src/services/messaging/receive.ts';
import { createSeal } from '../../../src/store/seal.ts';
import { openSqlite } from '../../../src/store/sqlite/open-sqlite.ts';
import { makeSound } from '../../support/make-sounds.ts';
import { memoryOfTree } from '../memory-of-tree.ts';
import { drawText, LOOKS } from '../ocr-looks.ts';
import { makeHoaxes } from '../ocr-texts.ts';

// How long citizens wait for the answer to a file, and whether those who write words wait for them. Argument: seconds a part.
const [seconds = 30] = process.argv.slice(2).map(Number);
const FACT_CHECKS = 3000;
const TEXT_EVERY_MS = 100;
const AT_ONCE = 2;
const FILES_A_SECOND = 12;

const folder = mkdtempSync(join(tmpdir(), 'posko-media-'));
const reader = createFileReader({
  processes: AT_ONCE,
  timeoutMs: 60_000,
  idleMs: 60_000,
  environment: {},
});
const answered = new Map<string, () => void>();
const channel = new Simulator('bench', (citizen) => answered.get(citizen)?.());
const store = openSqlite(join(folder, 'posko.db'), createSeal(new Uint8Array(32)));
const hoaxes = makeHoaxes(FACT_CHECKS, 3);
await store.factChecks.save(
  hoaxes.map(({ document }) => ({
    ...document,
    org: 'Posko',
    language: 'id',
    verdict: 'salah' as const,
    narratives: [...document.narratives],
    version: 1,
    changedAt: 0,
  })),
);
const post = await startApp({
  store,
  script: loadContent({ flows: 'flows', locales: 'locales' }),
  clock: systemClock,
  settings: { ...defaultSettings, quietMs: 0 },
  channels: [channel],
  reader,
  sweepMs: 1000,
  onError: (error) => console.error(error),
});

let number = 0;
let mostMb = 0;
const sampling = setInterval(async () => {
  mostMb = Math.max(mostMb, await memoryOfTree());
}, 2000);
try {
  const alone = await run('none');
  const pictures = await run('picture');
  const voices = await run('voice');
  const row = (name: string, times: readonly number[]) =>
    console.log(
      `${name.padEnd(34)} p50 ${at(times, 0.5)} ms  p95 ${at(times, 0.95)} ms  n=${times.length}`,
    );
  row('words alone', alone.words);
  row(`words beside ${AT_ONCE} pictures at once`, pictures.words);
  row(`words beside ${AT_ONCE} voice notes at once`, voices.words);
  row('pictures', pictures.files);
  row('voice notes', voices.files);
  console.log(`most memory, all processes: ${mostMb} MB`);
} finally {
  clearInterval(sampling);
  await post.close();
  reader.close();
  await store.close();
  rmSync(folder, { recursive: true });
}

/** Words at a steady pace, with files sent one after another beside them. */
async function run(kind: 'none' | 'picture' | 'voice') {
  // Made before, so that making them takes nothing from what is measured.
  const waiting: NonNullable<Writing['file']>[] = [];
  for (let n = 0; kind !== 'none' && n < seconds * FILES_A_SECOND; n += 1) {
    waiting.push(await aFile(kind));
  }
  const until = performance.now() + seconds * 1000;
  const words: number[] = [];
  const files: number[] = [];
  const senders = Array.from({ length: kind === 'none' ? 0 : AT_ONCE }, async () => {
    while (performance.now() < until) {
      const file = waiting.pop();
      if (!file) throw new Error('the files that were made do not last: give more');
      files.push(await ask({ text: '', file }));
    }
  });
  const writers: Promise<unknown>[] = [];
  while (performance.now() < until) {
    const { text = '' } = hoaxes[number % hoaxes.length] ?? {};
    writers.push(ask({ text, forwarded: true }).then((ms) => words.push(ms)));
    await new Promise((resolve) => setTimeout(resolve, TEXT_EVERY_MS));
  }
  await Promise.all([...senders, ...writers]);
  return { words, files };
}

async function aFile(kind: 'none' | 'picture' | 'voice'): Promise<NonNullable<Writing['file']>> {
  number += 1;
  if (kind === 'voice') {
    const path = join(folder, `${number}.ogg`);
    makeSound(number, path);
    return { bytes: readFileSync(path), mime: 'audio/ogg', name: 'a.ogg' };
  }
  const look = LOOKS[number % LOOKS.length] ?? 'card';
  const { text = '' } = hoaxes[(number * 7) % hoaxes.length] ?? {};
  const { jpeg } = await drawText(text, look, number);
  return { bytes: jpeg, mime: 'image/jpeg', name: 'a.jpg' };
}

/** Milliseconds until the first reply to a message of a citizen who has never written before. */
function ask(writing: Writing): Promise<number> {
  number += 1;
  const citizen = `w${number}`;
  const started = performance.now();
  const now = systemClock.now();
  return new Promise((resolve, reject) => {
    answered.set(citizen, () => resolve(performance.now() - started));
    receive(post.deps, [toDelivered({ channel: 'bench', citizen, now }, writing)]).catch(reject);
  });
}

function at(times: readonly number[], share: number): string {
  const sorted = times.toSorted((a, b) => a - b);
  return (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(1);
}
