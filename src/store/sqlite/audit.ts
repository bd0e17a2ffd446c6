import type { AuditEntry, AuditEvent } from '../../domain/accounts/audit-event.ts';
import type { AuditLog } from '../../ports/desk-store.ts';
import { type AuditRow, auditRowSchema, nextRow, toEntry, verifyChain } from '../audit-chain.ts';
import type { Seal } from '../seal.ts';
import type { Database } from './database.ts';
import { integer, type Sql, sql, text } from './sql.ts';
import { SqlitePart } from './sqlite-part.ts';

/** Audit log on SQLite; triggers in the file refuse to change or delete a row. */
export class SqliteAudit extends SqlitePart implements AuditLog {
  async append(event: AuditEvent) {
    return this.db.transaction(() => appendAuditEvent(this.db, this.seal, event));
  }

  async list(limit: number, before = Number.MAX_SAFE_INTEGER) {
    return this.#rows(sql`seq < ${before} ORDER BY seq DESC LIMIT ${limit}`).map(toEntry);
  }

  verify(head?: string) {
    const rowsAfter = async (seq: number, limit: number) =>
      this.#rows(sql`seq > ${seq} ORDER BY seq LIMIT ${limit}`);
    return verifyChain(this.seal, rowsAfter, head);
  }

  #rows(where: Sql): AuditRow[] {
    const rows = this.db.all`SELECT * FROM audit WHERE ${where}`;
    return rows.map((row) => auditRowSchema.parse(row));
  }
}

/** Appends an audit event to the chain; runs inside the transaction of its change. */
export function appendAuditEvent(db: Database, seal: Seal, event: AuditEvent): AuditEntry {
  const last = db.get`SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1`;
  const head = last && { seq: integer(last, 'seq'), hash: text(last, 'hash') };
  const row = nextRow(seal, head, event);
  db.insert('audit', { ...row });
  return toEntry(row);
}
