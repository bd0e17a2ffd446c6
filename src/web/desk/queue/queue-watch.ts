import type { Response } from 'express';
import { listQueue, type QueueEntry } from '../../../services/cases/queue.ts';
import type { DeskDeps } from '../desk-deps.ts';

/** How old the queue may be that a page shows. */
const FRESH_MS = 1000;

/** The whole queue in order, read once for all who look at it within a second. */
export class QueueWatch {
  readonly #deps: DeskDeps;
  #known: { at: number; entries: readonly QueueEntry[] } | undefined;
  #reading: Promise<readonly QueueEntry[]> | undefined;
  /** Counts what was done here, so that a reading begun before it is not kept. */
  #changes = 0;

  constructor(deps: DeskDeps) {
    this.#deps = deps;
  }

  /** Every open case, the most urgent first. */
  async entries(): Promise<readonly QueueEntry[]> {
    if (this.#known && performance.now() - this.#known.at < FRESH_MS) return this.#known.entries;
    this.#reading ??= this.#read(this.#changes);
    return this.#reading;
  }

  /** Invalidates the cache: the next caller reads again. */
  forget(): void {
    this.#changes += 1;
    this.#known = undefined;
    this.#reading = undefined;
  }

  async #read(changes: number): Promise<readonly QueueEntry[]> {
    const at = performance.now();
    try {
      const entries = await listQueue(this.#deps);
      if (changes === this.#changes) this.#known = { at, entries };
      return entries;
    } finally {
      if (changes === this.#changes) this.#reading = undefined;
    }
  }
}

const PER_LOGIN = 2;

/** The open streams by login, so that none outlives it. */
export class Streams {
  readonly #open = new Map<string, Set<Response>>();

  /** Notes a stream; false where the login has enough of them. */
  add(token: string, response: Response): boolean {
    const open = this.#open.get(token) ?? new Set();
    if (open.size >= PER_LOGIN) return false;
    open.add(response);
    this.#open.set(token, open);
    response.on('close', () => {
      open.delete(response);
      if (open.size === 0) this.#open.delete(token);
    });
    return true;
  }

  /** Ends every stream of a login. */
  end(token: string): void {
    for (const response of this.#open.get(token) ?? []) response.end();
  }
}
