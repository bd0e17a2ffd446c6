import {
  type PublishedFactCheck,
  publishedSchema,
  REMOVED_SAMPLE,
} from '../../domain/fact-checks/published-fact-check.ts';
import type { FactCheckStore } from '../../ports/store.ts';
import { type Database, Stale } from './database.ts';
import { document, documents, integer, sql } from './sql.ts';
import { SqlitePart } from './sqlite-part.ts';

/** Fact-checks on SQLite; `change` counts up so that indexes can follow. */
export class SqliteFactChecks extends SqlitePart implements FactCheckStore {
  async get(id: string) {
    const row = this.db.get`SELECT doc FROM fact_checks WHERE id = ${id}`;
    return row && document(publishedSchema, row);
  }

  async save(factChecks: readonly PublishedFactCheck[]) {
    this.db.transaction(() => {
      for (const factCheck of factChecks) saveFactCheck(this.db, factCheck);
    });
  }

  async removeSamples() {
    return this.db.run`UPDATE fact_checks SET sample = 0, retracted = 1,
         change = rowid + (SELECT max(change) FROM fact_checks),
         doc = json_set(json_remove(doc, '$.sample', '$.explanation'), '$.narratives', json('[]'),
           '$.retracted', ${REMOVED_SAMPLE}, '$.version', (doc ->> '$.version') + 1)
       WHERE sample = 1`;
  }

  async since(change: number, limit: number) {
    const rows = this.db.all`SELECT doc, change FROM fact_checks
      WHERE change > ${change} ORDER BY change LIMIT ${limit}`;
    const last = rows.at(-1);
    return {
      factChecks: documents(publishedSchema, rows),
      change: last ? integer(last, 'change') : change,
    };
  }

  async latest(limit: number) {
    const rows = this.db.all`SELECT doc FROM fact_checks
      WHERE retracted = 0 AND published_at IS NOT NULL
      ORDER BY published_at DESC, change DESC LIMIT ${limit}`;
    return documents(publishedSchema, rows);
  }

  async count() {
    const row = this.db.get`SELECT count(*) AS n, coalesce(sum(sample), 0) AS s
      FROM fact_checks WHERE retracted = 0`;
    return row ? { all: integer(row, 'n'), samples: integer(row, 's') } : { all: 0, samples: 0 };
  }
}

/** Saves a fact-check under the next change number in a transaction, never by an older version. */
export function saveFactCheck(db: Database, factCheck: PublishedFactCheck): void {
  const change = sql`(SELECT coalesce(max(change), 0) + 1 FROM fact_checks)`;
  const saved = db.insert('fact_checks', { ...columnsOf(factCheck), change }, IF_NO_OLDER);
  if (saved === 0) throw new Stale();
}

const IF_NO_OLDER = `ON CONFLICT (id) DO UPDATE SET change = excluded.change,
    published_at = excluded.published_at, sample = excluded.sample,
    retracted = excluded.retracted, doc = excluded.doc
  WHERE excluded.doc ->> '$.version' >= fact_checks.doc ->> '$.version'`;

/** Returns the columns of a fact-check but for its change number. */
export function columnsOf(factCheck: PublishedFactCheck) {
  const { id, publishedAt, sample = false } = factCheck;
  const retracted = factCheck.retracted !== undefined;
  return { id, publishedAt, sample, retracted, doc: JSON.stringify(factCheck) };
}
