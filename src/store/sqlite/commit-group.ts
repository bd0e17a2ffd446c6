import { closeSync, fdatasync, openSync } from 'node:fs';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { setImmediate as nextRound, setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { BUSY_TIMEOUT_MS, isBusy } from './sqlite-error.ts';

/** While another process writes, this one asks again so often without standing still, and then waits as SQLite does. */
const MOST_LOOKS = 50;
const LOOK_MS = 1;

interface Waiting {
  run(): unknown;
  resolve(result: unknown): void;
  reject(error: unknown): void;
}

type Ended = Pick<Waiting, 'reject'> & { tell(): void };

/** Waits until the disk has what was written to a file. */
type Sync = (descriptor: number) => Promise<void>;

/**
 * Commits simultaneous writes of several citizens' turns as one transaction, because the disk takes
 * as long for many as for one. Each succeeds or fails separately, and is told only once the disk has
 * it. The process does not stand still meanwhile: SQLite leaves the write-ahead log to us, and those
 * who come while it is on its way to the disk are the next group.
 */
export class CommitGroup {
  readonly #file: DatabaseSync;
  readonly #logPath: string | undefined;
  readonly #sync: Sync;
  readonly #begin: StatementSync;
  readonly #end: StatementSync;
  #log: number | undefined;
  #waiting: Waiting[] = [];
  #isBusy = false;
  #fault: Error | undefined;

  /** Without the path of the write-ahead log, as in memory, there is no disk to wait for. */
  constructor(file: DatabaseSync, logPath?: string, sync: Sync = promisify(fdatasync)) {
    this.#file = file;
    this.#logPath = logPath;
    this.#sync = sync;
    [this.#begin, this.#end] = [file.prepare('SAVEPOINT part'), file.prepare('RELEASE part')];
  }

  add<T>(run: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({ run, resolve: resolve as (result: unknown) => void, reject }); // it is a T
      if (!this.#isBusy) void this.#work();
    });
  }

  /** Commits what still waits, at once, because the file is about to be closed. */
  close(): void {
    for (const { tell } of this.#commit('FULL', BUSY_TIMEOUT_MS) ?? []) tell();
    if (!this.#isBusy) this.#closeLog();
  }

  async #work(): Promise<void> {
    this.#isBusy = true;
    for (let looks = 0; ; looks++) {
      await nextRound(); // those who were told just now may have the next thing to write
      if (this.#waiting.length === 0) break;
      const committed = this.#commit('NORMAL', looks < MOST_LOOKS ? 0 : BUSY_TIMEOUT_MS);
      if (!committed) {
        await pause(LOOK_MS);
        continue;
      }
      looks = 0;
      if (committed.length > 0) await this.#waitForDisk();
      for (const { tell, reject } of committed) this.#fault ? reject(this.#fault) : tell();
    }
    this.#isBusy = false;
    if (!this.#file.isOpen) this.#closeLog();
  }

  /** A disk that has failed once may forget what it was given without another error, so nothing more is written to the file. */
  async #waitForDisk(): Promise<void> {
    if (this.#logPath === undefined) return;
    try {
      this.#log ??= openSync(this.#logPath, 'r+');
      await this.#sync(this.#log);
    } catch (cause) {
      const message = `${this.#logPath} could not be written to the disk; look at the disk, then restart`;
      this.#fault = new Error(message, { cause });
      if (this.#file.isOpen) this.#file.exec('PRAGMA query_only = ON');
    }
  }

  #closeLog(): void {
    if (this.#log !== undefined) closeSync(this.#log);
    this.#log = undefined;
  }

  /** Commits what waits, and leaves SQLite as careful as it was; returns how to report it, or nothing if another process writes. */
  #commit(care: 'NORMAL' | 'FULL', busyTimeoutMs: number): Ended[] | undefined {
    const batch = this.#waiting;
    this.#waiting = [];
    if (batch.length === 0) return [];
    try {
      if (this.#fault) throw this.#fault;
      this.#file.exec(`PRAGMA synchronous = ${care}; PRAGMA busy_timeout = ${busyTimeoutMs}`);
      this.#file.exec('BEGIN IMMEDIATE');
      const told = batch.map((each) => ({
        tell: this.#run(each, batch.length > 1),
        reject: each.reject,
      }));
      if (this.#file.isTransaction) this.#file.exec('COMMIT');
      return told;
    } catch (error) {
      if (busyTimeoutMs === 0 && isBusy(error) && !this.#file.isTransaction) {
        this.#waiting = batch;
        return undefined;
      }
      for (const { reject } of batch) reject(error);
      if (this.#file.isOpen && this.#file.isTransaction) this.#file.exec('ROLLBACK');
      return [];
    } finally {
      if (this.#file.isOpen)
        this.#file.exec(`PRAGMA synchronous = FULL; PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`);
    }
  }

  /** Returns how to report; a failure undoes its own part, or throws if SQLite undid everything. */
  #run({ run, resolve, reject }: Waiting, isOneOfMany: boolean): () => void {
    if (isOneOfMany) this.#begin.run();
    try {
      const result = run();
      if (isOneOfMany) this.#end.run();
      return () => resolve(result);
    } catch (error) {
      if (!this.#file.isTransaction) throw error;
      this.#file.exec(isOneOfMany ? 'ROLLBACK TO part; RELEASE part' : 'ROLLBACK');
      return () => reject(error);
    }
  }
}
