import {
  type PublishedFactCheck,
  publishedSchema,
  REMOVED_SAMPLE,
} from '../../domain/fact-checks/published-fact-check.ts';
import type { FactCheckStore } from '../../ports/store.ts';
import { document, integer } from './column.ts';
import { type Database, Stale } from './database.ts';
import { SqlitePart } from './sqlite-part.ts';

/** Fact-checks on SQLite; `change` counts up so that indexes can follow. */
export class SqliteFactChecks extends SqlitePart implements FactCheckStore {
  async get(id: string) {
    const row = this.db.get('SELECT doc FROM fact_checks WHERE id = ?', id);
    return row && document(publishedSchema, row);
  }

  async save(factChecks: readonly PublishedFactCheck[]) {
    this.db.transaction(() => {
      for (const factCheck of factChecks) saveFactCheck(this.db, factCheck);
    });
  }

  async removeSamples() {
    return this.db.run(
      `UPDATE fact_checks SET sample = 0, retracted = 1,
         change = rowid + (SELECT max(change) FROM fact_checks),
         doc = json_set(json_remove(doc, '$.sample', '$.explanation'), '$.narratives', json('[]'),
           '$.retracted', ?, '$.version', (doc ->> '$.version') + 1)
       WHERE sample = 1`,
      REMOVED_SAMPLE,
    );
  }

  async since(change: number, limit: number) {
    const rows = this.db.all(
      'SELECT doc, change FROM fact_checks WHERE change > ? ORDER BY change LIMIT ?',
      change,
      limit,
    );
    const last = rows.at(-1);
    const factChecks = rows.map((row) => document(publishedSchema, row));
    return { factChecks, change: last ? integer(last, 'change') : change };
  }

  async latest(limit: number) {
    const rows = this.db.all(
      `SELECT doc FROM fact_checks WHERE retracted = 0 AND published_at IS NOT NULL
       ORDER BY published_at DESC, change DESC LIMIT ?`,
      limit,
    );
    return rows.map((row) => document(publishedSchema, row));
  }

  async count() {
    const row = this.db.get(
      'SELECT count(*) AS n, coalesce(sum(sample), 0) AS s FROM fact_checks WHERE retracted = 0',
    );
    return row ? { all: integer(row, 'n'), samples: integer(row, 's') } : { all: 0, samples: 0 };
  }
}

/**
 * Inserts or replaces a fact-check under the next change number, but never by an older version,
 * which would undo a correction or withdrawal; runs inside a transaction.
 */
export function saveFactCheck(db: Database, factCheck: PublishedFactCheck): void {
  const saved = db.run(
    `INSERT INTO fact_checks (id, change, published_at, sample, retracted, doc)
     VALUES (?1, (SELECT coalesce(max(change), 0) + 1 FROM fact_checks), ?2, ?3, ?4, ?5)
     ON CONFLICT (id) DO UPDATE SET change = excluded.change, published_at = excluded.published_at,
       sample = excluded.sample, retracted = excluded.retracted, doc = excluded.doc
     WHERE excluded.doc ->> '$.version' >= fact_checks.doc ->> '$.version'`,
    factCheck.id,
    factCheck.publishedAt ?? null,
    factCheck.sample ? 1 : 0,
    factCheck.retracted === undefined ? 0 : 1,
    JSON.stringify(factCheck),
  );
  if (saved === 0) throw new Stale();
}
