import { z } from 'zod';
import type { AuditEvent } from '../../domain/accounts/audit-event.ts';
import { roles } from '../../domain/accounts/permissions.ts';
import type { Reviewer } from '../../domain/accounts/reviewer.ts';
import { foldName } from '../../domain/accounts/reviewer-name.ts';
import type { ReviewerStore } from '../../ports/desk-store.ts';
import { openSecrets, sealSecrets } from '../reviewer-secrets.ts';
import { appendAuditEvent } from './audit.ts';
import { bytes, integer, text } from './column.ts';
import { isStale, type Row } from './database.ts';
import { SqlitePart } from './sqlite-part.ts';

const roleSchema = z.enum(roles);

/** Reviewers on SQLite; login secrets are sealed. */
export class SqliteReviewers extends SqlitePart implements ReviewerStore {
  async get(id: string) {
    return this.#read(this.db.get('SELECT * FROM reviewers WHERE id = ?', id));
  }

  async byName(name: string) {
    return this.#read(this.db.get('SELECT * FROM reviewers WHERE folded = ?', foldName(name)));
  }

  async list() {
    const rows = this.db.all('SELECT * FROM reviewers ORDER BY folded');
    return rows.flatMap((row) => this.#read(row) ?? []);
  }

  async add(reviewer: Reviewer, events: readonly AuditEvent[] = []) {
    try {
      this.db.transaction(() => {
        this.#insert(reviewer);
        for (const event of events) appendAuditEvent(this.db, this.seal, event);
      });
      return 'added';
    } catch (error) {
      if (isStale(error)) return 'taken';
      throw error;
    }
  }

  async save(reviewer: Reviewer, events: readonly AuditEvent[] = []) {
    return this.db.transaction(() => {
      if (this.#isNeeded(reviewer)) return 'last-admin';
      const { salt, secret } = sealSecrets(this.seal, reviewer);
      const saved = this.db.run(
        `UPDATE reviewers SET role = ?, disabled = ?, salt = ?, secret = ?, epoch = ?,
           last_login_at = ?, revision = revision + 1 WHERE id = ? AND revision = ?`,
        reviewer.role,
        Number(reviewer.isDisabled),
        salt,
        secret,
        reviewer.epoch,
        reviewer.lastLoginAt ?? null,
        reviewer.id,
        reviewer.revision,
      );
      if (saved === 0) return 'stale';
      for (const event of events) appendAuditEvent(this.db, this.seal, event);
      return 'saved';
    });
  }

  #insert(reviewer: Reviewer): void {
    const { id, name, role, epoch, revision } = reviewer;
    this.db.insert('reviewers', {
      ...{ id, folded: foldName(name), name, role },
      disabled: Number(reviewer.isDisabled),
      ...sealSecrets(this.seal, reviewer),
      ...{ epoch, revision },
      created_at: reviewer.createdAt,
      last_login_at: reviewer.lastLoginAt ?? null,
    });
  }

  /** Whether the desk would lose its last admin who can log in. */
  #isNeeded({ id, role, isDisabled }: Reviewer): boolean {
    if (role === 'admin' && !isDisabled) return false;
    const admins = this.db.all(`SELECT id FROM reviewers WHERE role = 'admin' AND disabled = 0`);
    return admins.length === 1 && admins[0]?.id === id;
  }

  #read(row: Row | undefined): Reviewer | undefined {
    if (!row) return undefined;
    const id = text(row, 'id');
    const lastLoginAt = row.last_login_at === null ? undefined : integer(row, 'last_login_at');
    return {
      id,
      name: text(row, 'name'),
      role: roleSchema.parse(row.role),
      ...openSecrets(this.seal, id, bytes(row, 'salt'), bytes(row, 'secret')),
      isDisabled: integer(row, 'disabled') === 1,
      epoch: integer(row, 'epoch'),
      createdAt: integer(row, 'created_at'),
      ...(lastLoginAt === undefined ? {} : { lastLoginAt }),
      revision: integer(row, 'revision'),
    };
  }
}
