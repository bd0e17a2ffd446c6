import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const ROOT = join(import.meta.dirname, '..', '..');

/** The whole program as a process of its own. */
export interface Program {
  child: ChildProcess;
  /** Everything it has printed. */
  output(): string;
  /** Its memory in megabytes. */
  rssMb(): number;
  /** What it has worked, in milliseconds. */
  cpuMs(): number;
  stop(): Promise<void>;
}

/** How the program is run: its variables are all that it sees of the environment, but for the path and Node's cache. */
export interface Running {
  nodeOptions?: readonly string[];
  variables: Readonly<Record<string, string>>;
}

/** Lets Node take the fake WhatsApp for the real one. */
export const TRUSTS_FAKE = ['--import', join(ROOT, 'test/fake-whatsapp/trust.ts')];

/** The process of `posko COMMAND`; both its outputs are pipes. */
export function spawnPosko(command: readonly string[], { nodeOptions = [], variables }: Running) {
  const flags = ['--disable-warning=ExperimentalWarning', ...nodeOptions];
  const { PATH = '', NODE_COMPILE_CACHE = '' } = process.env;
  return spawn(process.execPath, [...flags, join(ROOT, 'src/main.ts'), ...command], {
    cwd: ROOT,
    env: { PATH, NODE_COMPILE_CACHE, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Starts `posko COMMAND` and gathers what it prints. */
export function startProgram(
  command: readonly string[],
  variables: Readonly<Record<string, string>>,
  { trustsFake = false } = {},
): Program {
  const nodeOptions = ['--max-semi-space-size=4', ...(trustsFake ? TRUSTS_FAKE : [])];
  const child = spawnPosko(command, { nodeOptions, variables });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      printed += chunk.toString('utf8');
    });
  }
  return {
    child,
    output: () => printed,
    rssMb: () => readRss(child.pid),
    cpuMs: () => readCpu(child.pid),
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

/** Waits until the program answers at its health address. */
export async function isHealthy(port: number, isGood = (_: unknown) => true): Promise<void> {
  for (let tries = 0; tries < 1200; tries += 1) {
    try {
      const response = await fetch(`http://127.0.0.1:${port}/healthz`);
      if (response.ok && isGood(await response.json())) return;
    } catch {
      // not listening yet
    }
    await pause(50);
  }
  throw new Error('the program did not start within 20 seconds');
}

/** A port that is free at this moment. */
export async function aFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // a listening TCP server has one
  server.close();
  await once(server, 'close');
  return port;
}

function readRss(pid: number | undefined): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}

/** By the kernel's clock, which ticks every ten milliseconds. */
function readCpu(pid: number | undefined): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
