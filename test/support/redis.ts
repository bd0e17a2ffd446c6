import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterAll, beforeAll } from 'vitest';
import { findFreePort } from './free-port.ts';

/** Whether this machine can start Redis; throws where POSKO_TEST_REDIS says that it has to. */
export function hasRedis(): boolean {
  if (spawnSync('redis-server', ['--version']).status === 0) return true;
  const problem = 'redis-server is not installed (apt-get install redis-server)';
  if (process.env.POSKO_TEST_REDIS === 'required') throw new Error(problem);
  console.warn(`${problem}; the tests with Redis are skipped`);
  return false;
}

/** A Redis of the tests' own, on a port of its own, that keeps nothing when it is killed unless it keeps a log. */
export class TestRedis {
  readonly #keepsLog: boolean;
  #folder = '';
  #port = 0;
  #server: ChildProcess | undefined;
  #prefixes = 0;

  /** With a log it is run as operators run it: an append-only file, written to disk once a second. */
  constructor({ keepsLog = false } = {}) {
    this.#keepsLog = keepsLog;
  }

  /** Where its files are. */
  get folder(): string {
    return this.#folder;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.#port}`;
  }

  /** What the keys of one test begin with. */
  aPrefix(): string {
    this.#prefixes += 1;
    return `test-${this.#prefixes}`;
  }

  /** Starts on the port it had before, or on a free one. */
  async start(): Promise<void> {
    this.#folder ||= mkdtempSync(join(tmpdir(), 'posko-redis-'));
    this.#port ||= await findFreePort();
    const options = ['--bind', '127.0.0.1', '--save', ''];
    const log = ['--appendonly', this.#keepsLog ? 'yes' : 'no'];
    const where = ['--port', String(this.#port), '--dir', this.#folder];
    const server = spawn('redis-server', [...where, ...options, ...log], { stdio: 'ignore' });
    const endIt = () => server.kill('SIGKILL');
    process.once('exit', endIt);
    server.once('exit', () => process.off('exit', endIt));
    this.#server = server;
    const redis = this.client();
    await redis.ping();
    redis.disconnect();
  }

  /** Sends a signal: SIGKILL ends it at once, SIGSTOP lets it hang, SIGCONT lets it go on. */
  signal(name: NodeJS.Signals): void {
    this.#server?.kill(name);
  }

  async kill(): Promise<void> {
    const server = this.#server;
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const gone = once(server, 'exit');
    server.kill('SIGKILL');
    await gone;
  }

  /** Removes what it has on disk, as if the disk were new; to be done while it does not run. */
  wipe(): void {
    for (const name of readdirSync(this.#folder)) {
      rmSync(join(this.#folder, name), { recursive: true, force: true });
    }
  }

  async stop(): Promise<void> {
    await this.kill();
    if (this.#folder) rmSync(this.#folder, { recursive: true, force: true });
  }

  /** A connection that waits for the server. */
  client(): Redis {
    const options = { maxRetriesPerRequest: null, retryStrategy: () => 20 };
    return new Redis(this.url, options).on('error', () => {});
  }
}

/** A Redis that runs while the tests of a file do. */
export function useRedis(): TestRedis {
  const redis = new TestRedis();
  beforeAll(() => redis.start());
  afterAll(() => redis.stop());
  return redis;
}
