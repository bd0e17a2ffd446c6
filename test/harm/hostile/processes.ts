import { globSync, readFileSync } from 'node:fs';

interface Measured<T> {
  result: T;
  seconds: number;
  rssMb: number;
}

/** What something took of the processor, and at most of memory, in any one process that reads files and was started from here. */
export async function measured<T>(run: () => Promise<T>): Promise<Measured<T>> {
  let [rssMb, spent] = [0, 0];
  const before = new Map(readingPrograms().map(({ folder, seconds }) => [folder, seconds]));
  const look = () => {
    for (const { folder, seconds, ...each } of readingPrograms()) {
      rssMb = Math.max(rssMb, each.rssMb);
      spent = Math.max(spent, seconds - (before.get(folder) ?? 0));
    }
  };
  const looking = setInterval(look, 50);
  try {
    const result = await run();
    look();
    return { result, seconds: spent, rssMb };
  } finally {
    clearInterval(looking);
  }
}

/** The processes started from here that read files: others on the same machine may read files as well. */
export function readingPrograms() {
  return programs().filter(({ words }) => words.includes('reading-program.ts'));
}

/** The processes started from here that hear speech. */
export function hearingPrograms() {
  return programs().filter(({ words }) => words.includes('speech-program.ts'));
}

function programs() {
  return globSync('/proc/[0-9]*').flatMap((folder) => {
    try {
      if (!isOurs(folder)) return [];
      const words = readFileSync(`${folder}/cmdline`, 'utf8').replaceAll('\0', ' ');
      const environment = readFileSync(`${folder}/environ`, 'utf8');
      const rssMb = Number(statusOf(folder, 'VmRSS')) / 1024;
      return { folder, words, environment, rssMb, seconds: secondsOf(folder) };
    } catch {
      return []; // it has ended, or is somebody else's
    }
  });
}

function isOurs(folder: string): boolean {
  const parent = Number(statusOf(folder, 'PPid'));
  return parent === process.pid || (parent > 1 && isOurs(`/proc/${parent}`));
}

/** Processor time of a process and the children it has waited for; Linux counts it in hundredths. */
function secondsOf(folder: string): number {
  const [, fields = ''] = readFileSync(`${folder}/stat`, 'utf8').split(') ');
  const [user = 0, system = 0, ofChildren = 0, theirSystem = 0] = fields
    .split(' ')
    .slice(11)
    .map(Number);
  return (user + system + ofChildren + theirSystem) / 100;
}

function statusOf(folder: string, name: string): string {
  const [, value = '0'] =
    new RegExp(`${name}:\\s+(\\d+)`).exec(readFileSync(`${folder}/status`, 'utf8')) ?? [];
  return value;
}
