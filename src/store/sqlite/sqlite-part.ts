import type { Seal } from '../seal.ts';
import type { Database } from './database.ts';
import type { SqliteTraces } from './traces.ts';

export abstract class SqlitePart {
  protected readonly db: Database;
  protected readonly seal: Seal;
  protected readonly traces: SqliteTraces;

  constructor({ db, seal, traces }: { db: Database; seal: Seal; traces: SqliteTraces }) {
    this.db = db;
    this.seal = seal;
    this.traces = traces;
  }
}
