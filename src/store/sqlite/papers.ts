import type { Paper, PaperKind, PaperStore } from '../../tipline/desk-ports.ts';
import { integer, text } from './column.ts';
import type { Database, Row } from './database.ts';

/** The desk's small documents on SQLite. */
export class SqlitePapers implements PaperStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async get(kind: PaperKind, id: string) {
    const row = this.#db.get('SELECT * FROM papers WHERE kind = ? AND id = ?', kind, id);
    return row && toPaper(row);
  }

  async list(kind: PaperKind) {
    return this.#db.all('SELECT * FROM papers WHERE kind = ? ORDER BY id', kind).map(toPaper);
  }

  async put(kind: PaperKind, { id, revision, value }: Paper) {
    const doc = JSON.stringify(value);
    const saved =
      revision === 0
        ? this.#db.run(
            `INSERT INTO papers (kind, id, revision, doc) VALUES (?, ?, 1, ?)
             ON CONFLICT (kind, id) DO NOTHING`,
            kind,
            id,
            doc,
          )
        : this.#db.run(
            `UPDATE papers SET revision = revision + 1, doc = ?
             WHERE kind = ? AND id = ? AND revision = ?`,
            doc,
            kind,
            id,
            revision,
          );
    return saved === 1 ? 'saved' : 'stale';
  }

  async remove(kind: PaperKind, { id, revision }: Pick<Paper, 'id' | 'revision'>) {
    const sql = 'DELETE FROM papers WHERE kind = ? AND id = ? AND revision = ?';
    return this.#db.run(sql, kind, id, revision) === 1 ? 'removed' : 'stale';
  }
}

function toPaper(row: Row): Paper {
  const value: unknown = JSON.parse(text(row, 'doc'));
  return { id: text(row, 'id'), revision: integer(row, 'revision'), value };
}
