import { readScreenshot } from '../../src/matching/screenshot/read-screenshot.ts';
import { createTextReader } from '../../src/media/text/read-text.ts';
import { cpuTime } from './cpu-time.ts';
import { drawText, LOOKS, type Look } from './ocr-looks.ts';
import { makeHoaxes } from './ocr-texts.ts';

/** Machines of many may be slow. */
export const PATIENCE_MS = 180_000;

interface Measuring {
  tesseract: string | undefined;
  texts: number;
  seed: number;
}

/** Prints the character error and the time of every look. */
export async function measureLooks({ tesseract, texts, seed }: Measuring): Promise<void> {
  const reader = createTextReader({ tesseract, timeoutMs: PATIENCE_MS });
  await readOne(reader, 'card', { text: 'Selamat pagi', seed }); // starts the engine
  const hoaxes = makeHoaxes(texts, seed + 77);
  for (const look of LOOKS) {
    const errors: number[] = [];
    const times: number[] = [];
    const work: number[] = [];
    for (const [at, { text }] of hoaxes.entries()) {
      const { error, ms, cpuMs } = await readOne(reader, look, { text, seed: seed * 1000 + at });
      errors.push(error);
      times.push(ms);
      work.push(cpuMs);
    }
    const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length;
    const clean = errors.filter((error) => error === 0).length;
    console.log(
      `  ${look.padEnd(15)} character error ${mean.toFixed(4)}, without any ${clean} of ${errors.length}; ` +
        `CPU ms ${spreadOf(work)}; on the clock ${spreadOf(times)}`,
    );
  }
  await reader.close();
}

/** Prints what the process holds before, with and after the thread that reads. */
export async function measureMemory(seed: number): Promise<void> {
  const mb = () => `${Math.round(process.memoryUsage().rss / 1024 ** 2)} MB`;
  const before = mb();
  const reader = createTextReader({ tesseract: 'off', timeoutMs: PATIENCE_MS });
  for (const [at, { text }] of makeHoaxes(6, seed).entries()) {
    await readOne(reader, LOOKS[at] ?? 'card', { text, seed });
  }
  const alive = mb();
  await reader.close();
  console.log(`\nRSS before ${before}, with the thread ${alive}, after it ${mb()}`);
}

async function readOne(
  reader: ReturnType<typeof createTextReader>,
  look: Look,
  { text, seed }: { text: string; seed: number },
): Promise<{ error: number; ms: number; cpuMs: number }> {
  const { jpeg, said } = await drawText(text, look, seed);
  const started = performance.now();
  const worked = cpuTime();
  const read = await reader.read(jpeg);
  const [ms, cpuMs] = [performance.now() - started, cpuTime() - worked];
  if ('problem' in read) throw new Error(`a picture of the bench is ${read.problem}`);
  const screenshot = readScreenshot(read.lines, read.size);
  return { error: characterError(screenshot.text, said), ms, cpuMs };
}

function spreadOf(values: readonly number[]): string {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)] ?? 0;
  return `p50 ${middle.toFixed(0)} max ${(sorted.at(-1) ?? 0).toFixed(0)}`;
}

/** Letters and digits to change, add or take away, as a share of those that are there. */
function characterError(read: string, said: string): number {
  const bare = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  const [from, to] = [bare(read), bare(said)];
  let row = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (const [at, letter] of [...from].entries()) {
    const next = [at + 1];
    for (let place = 1; place <= to.length; place++) {
      const change = (row[place - 1] ?? 0) + (letter === to[place - 1] ? 0 : 1);
      next.push(Math.min(change, (row[place] ?? 0) + 1, (next[place - 1] ?? 0) + 1));
    }
    row = next;
  }
  return (row[to.length] ?? 0) / to.length;
}
