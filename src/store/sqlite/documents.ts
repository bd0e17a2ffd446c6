import type { AuditEvent } from '../../domain/accounts/audit-event.ts';
import type { DocumentKind, DocumentStore, StoredDocument } from '../../ports/desk-store.ts';
import { appendAuditEvent } from './audit.ts';
import { integer, text } from './column.ts';
import type { Row } from './database.ts';
import { SqlitePart } from './sqlite-part.ts';

/** Small documents of the desk on SQLite. */
export class SqliteDocuments extends SqlitePart implements DocumentStore {
  async get(kind: DocumentKind, id: string) {
    const row = this.db.get('SELECT * FROM papers WHERE kind = ? AND id = ?', kind, id);
    return row && toPaper(row);
  }

  async list(kind: DocumentKind) {
    return this.db.all('SELECT * FROM papers WHERE kind = ? ORDER BY id', kind).map(toPaper);
  }

  async ids(kind: DocumentKind) {
    const rows = this.db.all('SELECT id FROM papers WHERE kind = ? ORDER BY id', kind);
    return rows.map((row) => text(row, 'id'));
  }

  async put(
    kind: DocumentKind,
    { id, revision, value }: StoredDocument,
    events: readonly AuditEvent[] = [],
  ) {
    const doc = JSON.stringify(value);
    const isSaved = this.#change(events, () =>
      revision === 0
        ? this.db.insert(
            'papers',
            { kind, id, revision: 1, doc },
            'ON CONFLICT (kind, id) DO NOTHING',
          )
        : this.db.run(
            `UPDATE papers SET revision = revision + 1, doc = ?
             WHERE kind = ? AND id = ? AND revision = ?`,
            doc,
            kind,
            id,
            revision,
          ),
    );
    return isSaved ? 'saved' : 'stale';
  }

  async remove(
    kind: DocumentKind,
    { id, revision }: Pick<StoredDocument, 'id' | 'revision'>,
    events: readonly AuditEvent[] = [],
  ) {
    const sql = 'DELETE FROM papers WHERE kind = ? AND id = ? AND revision = ?';
    const isRemoved = this.#change(events, () => this.db.run(sql, kind, id, revision));
    return isRemoved ? 'removed' : 'stale';
  }

  /** Changes one document and writes its audit events, or neither. */
  #change(events: readonly AuditEvent[], change: () => number): boolean {
    return this.db.transaction(() => {
      if (change() !== 1) return false;
      for (const event of events) appendAuditEvent(this.db, this.seal, event);
      return true;
    });
  }
}

function toPaper(row: Row): StoredDocument {
  const value: unknown = JSON.parse(text(row, 'doc'));
  return { id: text(row, 'id'), revision: integer(row, 'revision'), value };
}
