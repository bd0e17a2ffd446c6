import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';

const root = join(import.meta.dirname, '..', '..');
const PATIENCE_MS = 60_000;

/** How the program is started, each time anew. */
export interface Launch {
  command: readonly string[];
  nodeOptions: readonly string[];
  environment: Readonly<Record<string, string>>;
  onLine(line: string): void;
  /** A line on stderr: at level error the program prints nothing else there. */
  onError(line: string): void;
}

/** One life of the real program, as a child process. */
export class Program {
  readonly #child: ChildProcess;
  readonly #exit: Promise<unknown>;
  readonly #born = Date.now();
  #hasSpoken = false;

  constructor({ command, nodeOptions, environment, onLine, onError }: Launch) {
    const options = ['--disable-warning=ExperimentalWarning', ...nodeOptions];
    const { PATH } = process.env;
    this.#child = spawn(process.execPath, [...options, 'src/main.ts', ...command], {
      cwd: root,
      env: { ...(PATH === undefined ? {} : { PATH }), POSKO_LOG_LEVEL: 'error', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#exit = once(this.#child, 'exit');
    const { stdout, stderr } = this.#child;
    if (!stdout || !stderr) throw new Error('a child with pipes has them');
    createInterface(stdout).on('line', (line) => {
      this.#hasSpoken = true;
      onLine(line);
    });
    createInterface(stderr).on('line', onError);
  }

  /** Waits until the program listens and takes messages in; returns how long it took since the start. */
  async ready(isReady: () => boolean): Promise<number> {
    while (!this.#hasSpoken || !isReady()) {
      if (this.#child.exitCode !== null) throw new Error('the program has ended by itself');
      if (Date.now() > this.#born + PATIENCE_MS) throw new Error('the program does not get ready');
      await pause(5);
    }
    return Date.now() - this.#born;
  }

  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#exit;
  }

  async end(): Promise<void> {
    await this.#exit;
    if (this.#child.exitCode !== 0)
      throw new Error(`the program ended with ${this.#child.exitCode}`);
  }
}

/** A port that was free a moment ago, so that every life of the program listens at the same place. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // a listening TCP server has one
  server.close();
  await once(server, 'close');
  return port;
}
