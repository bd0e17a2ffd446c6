import type { ClientSession, Connection } from 'mongoose';

/** Somebody else was faster; nothing is written and the work has to start anew. */
export class Stale extends Error {}

/** All writes of `work` or none; `work` runs again where it met somebody else's write. */
export async function transact<T>(
  connection: Connection,
  work: (session: ClientSession) => Promise<T>,
): Promise<T> {
  const session = await connection.startSession();
  const run = () => session.withTransaction(() => work(session), OPTIONS);
  try {
    // Whoever commits between our snapshot and our insert may show up as a duplicate; look anew once.
    return await run().catch((error: unknown) => {
      if (!isDuplicate(error)) throw error;
      return run();
    });
  } catch (error) {
    if (isDuplicate(error)) throw new Stale();
    throw error;
  } finally {
    await session.endSession();
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

/** 'committed', or 'stale' where somebody else was faster. */
export async function committed(work: Promise<unknown>): Promise<'committed' | 'stale'> {
  try {
    await work;
    return 'committed';
  } catch (error) {
    if (error instanceof Stale || isDuplicate(error)) return 'stale';
    throw error;
  }
}
