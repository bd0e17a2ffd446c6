import { type Login, loginSchema, type Tries } from '../../domain/accounts/reviewer.ts';
import type { LoginStore } from '../../ports/desk-store.ts';
import { integer } from './sql.ts';
import { SqlitePart } from './sqlite-part.ts';

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
    return this.db.transaction(() => {
      const found = this.db.get`SELECT 1 FROM setups WHERE key = ${key} AND until > ${now}`;
      if (found) this.db.run`DELETE FROM setups`;
      return found !== undefined;
    });
  }

  async tidy(before: number) {
    this.db.run`DELETE FROM logins WHERE started_at < ${before}`;
    this.db.run`DELETE FROM tries WHERE at < ${before}`;
    this.db.run`DELETE FROM setups WHERE until < ${before}`;
  }
}
