import type { AuditEvent } from '../../domain/accounts/audit-event.ts';
import {
  type Login,
  loginSchema,
  type Reviewer,
  roleSchema,
  type Tries,
} from '../../domain/accounts/reviewer.ts';
import { foldName } from '../../domain/accounts/reviewer-name.ts';
import type { LoginStore, ReviewerStore } from '../../ports/desk-store.ts';
import { openSecrets, sealSecrets } from '../sealed-values.ts';
import { appendAuditEvent } from './audit.ts';
import { committed } from './database.ts';
import { bytes, columns, integer, orNone, type Row, sql, text } from './sql.ts';
import { SqlitePart } from './sqlite-part.ts';

/** Reviewers on SQLite; login secrets are sealed. */
export class SqliteReviewers extends SqlitePart implements ReviewerStore {
  async get(id: string) {
    return this.#read(this.db.get`SELECT * FROM reviewers WHERE id = ${id}`);
  }

  async byName(name: string) {
    return this.#read(this.db.get`SELECT * FROM reviewers WHERE folded = ${foldName(name)}`);
  }

  async list() {
    const rows = this.db.all`SELECT * FROM reviewers ORDER BY folded`;
    return rows.flatMap((row) => this.#read(row) ?? []);
  }

  async add(reviewer: Reviewer, events: readonly AuditEvent[] = []) {
    const { id, name, revision, createdAt } = reviewer;
    const fixed = { id, folded: foldName(name), name, createdAt, revision };
    const add = () => {
      this.db.insert('reviewers', { ...fixed, ...this.#changeable(reviewer) });
      for (const event of events) appendAuditEvent(this.db, this.seal, event);
    };
    return (await committed(() => this.db.transaction(add))) === 'committed' ? 'added' : 'taken';
  }

  async save(reviewer: Reviewer, events: readonly AuditEvent[] = []) {
    return this.db.transaction(() => {
      if (this.#isNeeded(reviewer)) return 'last-admin';
      const { id, revision } = reviewer;
      const changed = { ...this.#changeable(reviewer), revision: revision + 1 };
      const isAsRead = sql`id = ${id} AND revision = ${revision}`;
      const saved = this.db.update('reviewers', changed, isAsRead);
      if (saved === 0) return 'stale';
      for (const event of events) appendAuditEvent(this.db, this.seal, event);
      return 'saved';
    });
  }

  #changeable(reviewer: Reviewer) {
    const { role, epoch, isDisabled: disabled, lastLoginAt } = reviewer;
    return { role, disabled, ...sealSecrets(this.seal, reviewer), epoch, lastLoginAt };
  }

  /** Whether the desk would lose its last admin who can log in. */
  #isNeeded({ id, role, isDisabled }: Reviewer): boolean {
    if (role === 'admin' && !isDisabled) return false;
    const admins = this.db.all`SELECT id FROM reviewers WHERE role = 'admin' AND disabled = 0`;
    return admins.length === 1 && admins[0]?.id === id;
  }

  #read(row: Row | undefined): Reviewer | undefined {
    if (!row) return undefined;
    const plain = columns(row, { id: text, name: text, epoch: integer, createdAt: integer });
    return {
      ...plain,
      role: roleSchema.parse(row.role),
      ...openSecrets(this.seal, plain.id, bytes(row, 'salt'), bytes(row, 'secret')),
      isDisabled: integer(row, 'disabled') === 1,
      ...columns(row, { lastLoginAt: orNone(integer), revision: integer }),
    };
  }
}

/** Login sessions, attempts and set-up links on SQLite. */
export class SqliteLogins extends SqlitePart implements LoginStore {
  async start(login: Login) {
    this.db.insert('logins', { ...login });
  }

  async get(key: string): Promise<Login | undefined> {
    const row = this.db.get`SELECT *, started_at AS startedAt, seen_at AS seenAt FROM logins
      WHERE key = ${key}`;
    return row && loginSchema.parse(row);
  }

  async see(key: string, at: number) {
    this.db.run`UPDATE logins SET seen_at = max(seen_at, ${at}) WHERE key = ${key}`;
  }

  async end(key: string) {
    return this.db.run`DELETE FROM logins WHERE key = ${key}` === 1;
  }

  async endAll(reviewer: string) {
    this.db.run`DELETE FROM logins WHERE reviewer = ${reviewer}`;
  }

  async tries(key: string): Promise<Tries | undefined> {
    const row = this.db.get`SELECT count, at FROM tries WHERE key = ${key}`;
    return row && { count: integer(row, 'count'), at: integer(row, 'at') };
  }

  async replaceTries(key: string, known: Tries | undefined, fresh: Tries) {
    const { count, at } = fresh;
    const changed = known
      ? this.db.run`UPDATE tries SET count = ${count}, at = ${at}
          WHERE key = ${key} AND count = ${known.count} AND at = ${known.at}`
      : this.db.insert('tries', { key, count, at }, 'ON CONFLICT DO NOTHING');
    return changed === 1;
  }

  async keepSetup(key: string, until: number) {
    this.db.insert('setups', { key, until });
  }

  async takeSetup(key: string, now: number) {
    return this.db.run`DELETE FROM setups WHERE key = ${key} AND until > ${now}` === 1;
  }

  async tidy(before: number) {
    this.db.run`DELETE FROM logins WHERE started_at < ${before}`;
    this.db.run`DELETE FROM tries WHERE at < ${before}`;
    this.db.run`DELETE FROM setups WHERE until < ${before}`;
  }
}
