import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, lstatSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { findFreePort } from '../support/free-port.ts';
import { imageCommand, layOutImage, unusedPackages } from '../support/image.ts';

// How long the container's command takes until it answers, and how large what production installs is.
const TRIES = Number(process.argv[2] ?? 5);
const MB = 1e6;

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

/** Starts it as a container does and stops it as soon as it answers; returns the milliseconds until then, and those it worked. */
async function start(root: string, data: string, variables: Record<string, string>) {
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
  child.kill('SIGTERM');
  await once(child, 'exit');
  return found;
}

/** The processor time of a process, by the kernel's clock of ten milliseconds. */
function workedBy(pid: number | undefined): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
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
  console.log(`${what}: ${waited} s, ${worked} s of processor time (best of ${TRIES})`);
};
console.log(`load of the machine ${loadavg()[0]?.toFixed(1)}`);
try {
  await tell('first start, with nothing kept and no data', () => {
    for (const path of [kept, data]) rmSync(path, { recursive: true, force: true });
    return start(root, data, uncached);
  });
  await tell('a later start on its data', () => start(root, data, uncached));
  await start(root, data, {});
  await tell('a later start, with compiled sources kept', () => start(root, data, {}));
} finally {
  rmSync(root, { recursive: true, force: true });
}
