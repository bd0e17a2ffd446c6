import type { DatabaseSync } from 'node:sqlite';

interface Waiting {
  run(): unknown;
  resolve(result: unknown): void;
  reject(error: unknown): void;
}

/** A longer wait would cost more than it saves on the disk. */
const LONGEST_MS = 4;
/** Not worth waiting on a disk this fast. */
const FAST_MS = 0.4;

/** Commits simultaneous turns' writes as one transaction; each succeeds or fails separately, and is told after the disk write. */
export class CommitGroup {
  readonly #file: DatabaseSync;
  #waiting: Waiting[] = [];
  #isPlanned = false;
  #lastMs = 0;
  #lastCount = 0;

  constructor(file: DatabaseSync) {
    this.#file = file;
  }

  add<T>(run: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({ run, resolve: resolve as (result: unknown) => void, reject }); // it is a T
      this.#plan();
    });
  }

  /** Commits waiting work at once. */
  flush(): void {
    const batch = this.#waiting;
    this.#waiting = [];
    if (batch.length === 0) return;
    this.#lastCount = batch.length;
    const tell: (() => void)[] = [];
    try {
      this.#file.exec('BEGIN IMMEDIATE');
      for (const each of batch) tell.push(this.#run(each, batch.length > 1));
      const begun = performance.now();
      if (this.#file.isTransaction) this.#file.exec('COMMIT');
      this.#lastMs = performance.now() - begun;
    } catch (error) {
      for (const { reject } of batch) reject(error);
      if (this.#file.isOpen && this.#file.isTransaction) this.#file.exec('ROLLBACK');
      return;
    }
    for (const each of tell) each();
  }

  /** Returns how to report; a failure undoes its own part, or throws if SQLite undid everything. */
  #run({ run, resolve, reject }: Waiting, isOneOfMany: boolean): () => void {
    if (isOneOfMany) this.#file.exec('SAVEPOINT part');
    try {
      const result = run();
      if (isOneOfMany) this.#file.exec('RELEASE part');
      return () => resolve(result);
    } catch (error) {
      if (!this.#file.isTransaction) throw error;
      this.#file.exec(isOneOfMany ? 'ROLLBACK TO part; RELEASE part' : 'ROLLBACK');
      return () => reject(error);
    }
  }

  #plan(): void {
    if (this.#isPlanned) return;
    this.#isPlanned = true;
    const flush = () => {
      this.#isPlanned = false;
      this.flush();
    };
    if (this.#lastMs < FAST_MS || this.#lastCount === 1) setImmediate(flush);
    else setTimeout(flush, Math.min(this.#lastMs, LONGEST_MS));
  }
}
