import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { readConfig, readMasterKey } from '../../src/config/config.ts';
import { createSeal } from '../../src/store/seal.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { findFreePort } from '../support/free-port.ts';
import { createGenerator } from '../support/generate.ts';
import { imageCommand, layOutImage, unusedPackages } from '../support/image.ts';

// How long the container's command takes until it answers, with which memory, and how large what production installs is.
const TRIES = Number(process.argv[2] ?? 5);
const MB = 1e6;
/** Garbage of the start is gone by then, and nothing else has happened. */
const IDLE_MS = 5000;
const SIZES = [0, 10_000, 100_000];

interface Locked {
  packages: Record<string, { dev?: boolean; link?: boolean }>;
}

/** The bytes of a package, without those of packages inside it, which are listed themselves. */
function bytesOf(folder: string): number {
  return readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sum + (entry.name === 'node_modules' ? 0 : bytesOf(path));
    return sum + lstatSync(path).size;
  }, 0);
}

/** The bytes of whatever lies at a path of `node_modules`. */
function bytesBelow(path: string): number {
  const options = { recursive: true, withFileTypes: true } as const;
  return readdirSync(join('node_modules', path), options).reduce(
    (sum, entry) => sum + (entry.isFile() ? lstatSync(join(entry.parentPath, entry.name)).size : 0),
    0,
  );
}

function measurePackages(): void {
  const { packages }: Locked = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  const sizes = Object.entries(packages)
    .filter(([path, { dev }]) => path !== '' && dev !== true && existsSync(path))
    .map(([path]) => ({ path, bytes: bytesOf(path) }))
    .toSorted((a, b) => b.bytes - a.bytes);
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
  const unused = unusedPackages.reduce((sum, path) => sum + bytesBelow(path), 0);
  console.log(
    `production installs ${sizes.length} packages, ${(total / MB).toFixed(0)} MB; the image leaves out ${(unused / MB).toFixed(0)} MB:`,
  );
  for (const { path, bytes } of sizes.slice(0, 12)) {
    console.log(`${(bytes / MB).toFixed(1).padStart(8)} MB ${path.replace('node_modules/', '')}`);
  }
}

interface Start {
  root: string;
  data: string;
  variables: Record<string, string>;
  /** How long it is left alone before its memory is read. */
  idleMs?: number;
}

/** Starts it as a container does and stops it once it has answered; returns the milliseconds until then, those it worked, and its memory. */
async function start({ root, data, variables, idleMs = 0 }: Start) {
  const port = await findFreePort();
  const begun = performance.now();
  const child = spawn(process.execPath, imageCommand(), {
    cwd: root,
    env: {
      ...{ PATH: process.env.PATH ?? '', NODE_ENV: 'production', MALLOC_ARENA_MAX: '1' },
      ...{ POSKO_DATA: data, POSKO_PORT: String(port), POSKO_LOG_LEVEL: 'error', ...variables },
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const answers = async () => {
    const asked = fetch(`http://127.0.0.1:${port}/healthz`);
    return asked.then(
      ({ ok }) => ok,
      () => false,
    );
  };
  while (!(await answers())) {
    if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}`);
    await pause(10);
  }
  const found = { ms: performance.now() - begun, workedMs: workedBy(child.pid) };
  await pause(idleMs);
  const rssMb = rssOf(child.pid);
  child.kill('SIGTERM');
  await once(child, 'exit');
  return { ...found, rssMb };
}

/** The processor time of a process, by the kernel's clock of ten milliseconds. */
function workedBy(pid: number | undefined): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

function rssOf(pid: number | undefined): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}

/** Fills a data folder as an import would. */
async function fill(data: string, count: number): Promise<void> {
  const config = readConfig({ POSKO_DATA: data });
  mkdirSync(data, { recursive: true });
  const store = openSqlite(join(data, 'posko.db'), createSeal(readMasterKey(config)));
  const { factCheck } = createGenerator(1);
  const at = (n: number) => ({ ...factCheck(n), version: 1, changedAt: 0 });
  await store.factChecks.save(Array.from({ length: count }, (_, n) => at(n)));
  await store.close();
}

measurePackages();
const root = layOutImage();
const kept = join(root, 'node_modules/.cache');
const uncached = { NODE_DISABLE_COMPILE_CACHE: '1' };
const data = join(root, 'data');
const tell = async (what: string, run: () => ReturnType<typeof start>) => {
  const all: Awaited<ReturnType<typeof start>>[] = [];
  while (all.length < TRIES) all.push(await run());
  const least = (of: (found: (typeof all)[number]) => number) =>
    (Math.min(...all.map(of)) / 1000).toFixed(2);
  const [waited, worked] = [least(({ ms }) => ms), least(({ workedMs }) => workedMs)];
  const rss = Math.min(...all.map(({ rssMb }) => rssMb)).toFixed(0);
  console.log(`${what}: ${waited} s, ${worked} s of processor time, ${rss} MB (best of ${TRIES})`);
};
console.log(`load of the machine ${loadavg()[0]?.toFixed(1)}`);
try {
  await tell('first start, with nothing kept and no data', () => {
    for (const path of [kept, data]) rmSync(path, { recursive: true, force: true });
    return start({ root, data, variables: uncached });
  });
  await tell('a later start on its data', () => start({ root, data, variables: uncached }));
  await start({ root, data, variables: {} });
  await tell('a later start, with compiled sources kept', () =>
    start({ root, data, variables: {} }),
  );
  for (const count of SIZES) {
    const own = join(root, `data-${count}`);
    await fill(own, count);
    const variables = { POSKO_SAMPLES: 'off' };
    const { ms } = await start({ root, data: own, variables });
    console.log(`${count} fact-checks, index built at this start: ${(ms / 1000).toFixed(2)} s`);
    await tell(`${count} fact-checks, index on disk`, () =>
      start({ root, data: own, variables, idleMs: IDLE_MS }),
    );
  }
} finally {
  rmSync(root, { recursive: true, force: true });
}
