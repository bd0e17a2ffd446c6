import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { spawnPosko } from '../support/program.ts';

const PATIENCE_MS = 60_000;

/** One life of `posko serve` or `posko work`. */
export class Member {
  readonly role: string;
  readonly #log: readonly string[];
  readonly #child: ChildProcess;
  readonly #exit: Promise<unknown>;
  /** Whether it has printed its address. */
  isReady = false;

  constructor(role: string, variables: Readonly<Record<string, string>>, log: string[]) {
    this.role = role;
    this.#log = log;
    const child = spawnPosko([role], { variables });
    this.#child = child;
    const endIt = () => child.kill('SIGKILL');
    process.once('exit', endIt);
    this.#exit = once(child, 'exit').finally(() => process.off('exit', endIt));
    child.stdout.on('data', (chunk: Buffer) => {
      this.isReady = true;
      log.push(chunk.toString('utf8'));
    });
    child.stderr.on('data', (chunk: Buffer) => log.push(chunk.toString('utf8')));
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  get isOver(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  /** Resolves once it has printed its address. */
  async ready(): Promise<void> {
    const limit = Date.now() + PATIENCE_MS;
    while (!this.isReady) {
      if (this.isOver) {
        const last = this.#log.slice(-3).join('');
        throw new Error(`posko ${this.role} has ended by itself: ${last}`);
      }
      if (Date.now() > limit) throw new Error(`posko ${this.role} does not get ready`);
      await pause(10);
    }
  }

  /** SIGSTOP and SIGCONT freeze it and let it go on. */
  signal(name: NodeJS.Signals): void {
    this.#child.kill(name);
  }

  /** Ends it, and resolves to its exit code when it is gone; null where a signal ended it. */
  async end(name: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
    if (!this.isOver) {
      this.#child.kill(name);
      await this.#exit;
    }
    return this.#child.exitCode;
  }
}
