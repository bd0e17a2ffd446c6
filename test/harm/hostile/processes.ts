import { globSync, readFileSync } from 'node:fs';

interface Measured<T> {
  result: T;
  ms: number;
  rssMb: number;
}

/** What something took of time, and at most of the memory of any one process that reads files and was started from here. */
export async function measured<T>(run: () => Promise<T>): Promise<Measured<T>> {
  let rssMb = 0;
  const look = () => {
    rssMb = Math.max(rssMb, ...readingPrograms().map((each) => each.rssMb));
  };
  const looking = setInterval(look, 50);
  const begun = performance.now();
  try {
    const result = await run();
    const ms = performance.now() - begun;
    look();
    return { result, ms, rssMb };
  } finally {
    clearInterval(looking);
  }
}

/** The processes started from here that read files: others on the same machine may read files as well. */
export function readingPrograms() {
  return programs().filter(({ words }) => words.includes('reading-program.ts'));
}

function programs() {
  return globSync('/proc/[0-9]*').flatMap((folder) => {
    try {
      if (!isOurs(folder)) return [];
      const words = readFileSync(`${folder}/cmdline`, 'utf8').replaceAll('\0', ' ');
      const environment = readFileSync(`${folder}/environ`, 'utf8');
      const rssMb = Number(statusOf(folder, 'VmRSS')) / 1024;
      return { words, environment, rssMb };
    } catch {
      return []; // it has ended, or is somebody else's
    }
  });
}

function isOurs(folder: string): boolean {
  const parent = Number(statusOf(folder, 'PPid'));
  return parent === process.pid || (parent > 1 && isOurs(`/proc/${parent}`));
}

function statusOf(folder: string, name: string): string {
  const [, value = '0'] =
    new RegExp(`${name}:\\s+(\\d+)`).exec(readFileSync(`${folder}/status`, 'utf8')) ?? [];
  return value;
}
