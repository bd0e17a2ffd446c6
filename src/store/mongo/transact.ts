import type { Connection } from 'mongoose';

/** Thrown if another writer was faster; nothing is written and the work has to be repeated. */
export class Stale extends Error {}

/** Runs all that `work` reads and writes as one, or nothing; repeats `work` after a conflict. */
export async function transact<T>(connection: Connection, work: () => Promise<T>): Promise<T> {
  const run = () => connection.transaction(work, OPTIONS);
  try {
    // A commit between our snapshot and our insert may show up as a duplicate; retry once.
    return await run().catch((error: unknown) => {
      if (!isDuplicate(error)) throw error;
      return run();
    });
  } catch (error) {
    if (isDuplicate(error)) throw new Stale();
    throw error;
  }
}

const OPTIONS = {
  readConcern: { level: 'snapshot' },
  writeConcern: { w: 'majority' },
} as const;
const DUPLICATE_KEY = 11_000;

/** Whether a unique index has refused a write. */
export function isDuplicate(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === DUPLICATE_KEY;
}

/** Whether an insert was new; false if a unique index has refused it. */
export async function isNew(insert: Promise<unknown>): Promise<boolean> {
  try {
    await insert;
    return true;
  } catch (error) {
    if (isDuplicate(error)) return false;
    throw error;
  }
}

/** Returns 'committed', or 'stale' if another writer was faster. */
export async function committed(work: Promise<unknown>): Promise<'committed' | 'stale'> {
  try {
    await work;
    return 'committed';
  } catch (error) {
    if (error instanceof Stale || isDuplicate(error)) return 'stale';
    throw error;
  }
}
