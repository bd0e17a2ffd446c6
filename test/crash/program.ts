import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { spawnPosko } from '../support/program.ts';

const PATIENCE_MS = 180_000;

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
    const variables = { POSKO_LOG_LEVEL: 'error', ...environment };
    this.#child = spawnPosko(command, { nodeOptions, variables });
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
