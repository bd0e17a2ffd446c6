import type { AuditEvent } from '../../domain/accounts/audit-event.ts';
import type {
  DocumentChange,
  DocumentKind,
  DocumentStore,
  StoredDocument,
} from '../../ports/desk-store.ts';
import type { Seal } from '../seal.ts';
import { appendAuditEvent } from './audit.ts';
import { integer, text } from './column.ts';
import type { Database, Row } from './database.ts';

/** Small documents of the desk on SQLite. */
export class SqliteDocuments implements DocumentStore {
  readonly #db: Database;
  readonly #seal: Seal;

  constructor(db: Database, seal: Seal) {
    this.#db = db;
    this.#seal = seal;
  }

  async get(kind: DocumentKind, id: string) {
    const row = this.#db.get('SELECT * FROM papers WHERE kind = ? AND id = ?', kind, id);
    return row && toPaper(row);
  }

  async list(kind: DocumentKind) {
    return this.#db.all('SELECT * FROM papers WHERE kind = ? ORDER BY id', kind).map(toPaper);
  }

  async ids(kind: DocumentKind) {
    const rows = this.#db.all('SELECT id FROM papers WHERE kind = ? ORDER BY id', kind);
    return rows.map((row) => text(row, 'id'));
  }

  async put(kind: DocumentKind, document: StoredDocument, events: readonly AuditEvent[] = []) {
    const isSaved = this.#change(events, () => putDocument(this.#db, { ...document, kind }));
    return isSaved ? 'saved' : 'stale';
  }

  async remove(
    kind: DocumentKind,
    { id, revision }: Pick<StoredDocument, 'id' | 'revision'>,
    events: readonly AuditEvent[] = [],
  ) {
    const sql = 'DELETE FROM papers WHERE kind = ? AND id = ? AND revision = ?';
    const isRemoved = this.#change(events, () => this.#db.run(sql, kind, id, revision) === 1);
    return isRemoved ? 'removed' : 'stale';
  }

  /** Changes one document and writes its audit events, or neither. */
  #change(events: readonly AuditEvent[], change: () => boolean): boolean {
    return this.#db.transaction(() => {
      if (!change()) return false;
      for (const event of events) appendAuditEvent(this.#db, this.#seal, event);
      return true;
    });
  }
}

/** Writes a document inside a transaction; false if another change was faster. */
export function putDocument(db: Database, { kind, id, revision, value }: DocumentChange): boolean {
  const doc = JSON.stringify(value);
  if (revision === 0) {
    const row = { kind, id, revision: 1, doc };
    return db.insert('papers', row, 'ON CONFLICT (kind, id) DO NOTHING') === 1;
  }
  const sql = `UPDATE papers SET revision = revision + 1, doc = ?
    WHERE kind = ? AND id = ? AND revision = ?`;
  return db.run(sql, doc, kind, id, revision) === 1;
}

function toPaper(row: Row): StoredDocument {
  const value: unknown = JSON.parse(text(row, 'doc'));
  return { id: text(row, 'id'), revision: integer(row, 'revision'), value };
}
