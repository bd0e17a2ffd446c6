import type { AuditEvent } from '../../domain/accounts/audit-event.ts';
import type {
  DocumentChange,
  DocumentKind,
  DocumentStore,
  StoredDocument,
} from '../../ports/desk-store.ts';
import type { Seal } from '../seal.ts';
import { closeDocument, openDocument } from '../sealed-values.ts';
import { appendAuditEvent } from './audit.ts';
import type { Database } from './database.ts';
import { columns, integer, type Row, sql, text } from './sql.ts';
import { SqlitePart } from './sqlite-part.ts';

export class SqliteDocuments extends SqlitePart implements DocumentStore {
  async get(kind: DocumentKind, id: string) {
    const row = this.db.get`SELECT * FROM papers WHERE kind = ${kind} AND id = ${id}`;
    return row && this.#toPaper(kind, row);
  }

  async list(kind: DocumentKind) {
    return this.db.all`SELECT * FROM papers WHERE kind = ${kind} ORDER BY id`.map((row) =>
      this.#toPaper(kind, row),
    );
  }

  async ids(kind: DocumentKind) {
    return this.db.texts`SELECT id FROM papers WHERE kind = ${kind} ORDER BY id`;
  }

  async put(kind: DocumentKind, document: StoredDocument, events: readonly AuditEvent[] = []) {
    const isSaved = this.#change(events, () =>
      putDocument(this.db, this.seal, { ...document, kind }),
    );
    return isSaved ? 'saved' : 'stale';
  }

  async remove(
    kind: DocumentKind,
    read: Pick<StoredDocument, 'id' | 'revision'>,
    events: readonly AuditEvent[] = [],
  ) {
    const found = asRead(kind, read);
    const isRemoved = this.#change(events, () => this.db.run`DELETE FROM papers WHERE ${found}`);
    return isRemoved ? 'removed' : 'stale';
  }

  #toPaper(kind: DocumentKind, row: Row): StoredDocument {
    const value = openDocument(this.seal, kind, text(row, 'doc'));
    return { ...columns(row, { id: text, revision: integer }), value };
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

/** Writes a document inside a transaction; returns 0 if another change was faster. */
export function putDocument(db: Database, seal: Seal, { value, ...read }: DocumentChange): number {
  const { kind, id, revision } = read;
  const paper = { kind, id, revision: revision + 1, doc: closeDocument(seal, kind, value) };
  return revision === 0
    ? db.insert('papers', paper, 'ON CONFLICT (kind, id) DO NOTHING')
    : db.update('papers', paper, asRead(kind, read));
}

function asRead(kind: DocumentKind, { id, revision }: Pick<StoredDocument, 'id' | 'revision'>) {
  return sql`kind = ${kind} AND id = ${id} AND revision = ${revision}`;
}
