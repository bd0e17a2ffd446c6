import type { ClientSession, Model } from 'mongoose';

/** Reads whole collections as of its first read. */
export class Snapshot {
  readonly #session: ClientSession;

  constructor(session: ClientSession) {
    this.#session = session;
  }

  /** Streams the rows of a collection, or those that match a filter. */
  async *rows<T>(
    model: unknown,
    filter: object = {},
    sort: Record<string, 1> = { _id: 1 },
  ): AsyncGenerator<T> {
    const cursor = (model as Model<object>) // each has its own document
      .find(filter)
      .session(this.#session)
      .readConcern('snapshot')
      .sort(sort)
      .allowDiskUse(true)
      .lean()
      .cursor({ batchSize: 500 });
    try {
      for await (const row of cursor) yield row as T;
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      throw code === SNAPSHOT_TOO_OLD ? new Error(TOO_OLD) : error;
    }
  }

  async close(): Promise<void> {
    await this.#session.endSession();
  }
}

const SNAPSHOT_TOO_OLD = 239;
const TOO_OLD =
  'MongoDB: the server keeps a moment for five minutes, and the backup took longer; let it keep one longer with db.adminCommand({ setParameter: 1, minSnapshotHistoryWindowInSeconds: 3600 })';
