import type { SessionEntry, SessionStore } from '../../ports/channel-session-store.ts';
import { closeSession, openSession } from '../sealed-values.ts';
import { bytes, listed, sql } from './sql.ts';
import { SqlitePart } from './sqlite-part.ts';

/** Sessions of channels on SQLite; sealed, and under keys that name nobody. */
export class SqliteSessions extends SqlitePart implements SessionStore {
  async read(account: string, type: string, ids: readonly string[]) {
    const found = new Map<string, string>();
    for (const id of ids) {
      const key = this.seal.sessionKey(account, type, id);
      const row = this.db.get`SELECT value FROM sessions WHERE key = ${key}`;
      if (row) found.set(id, openSession(this.seal, account, bytes(row, 'value')).value);
    }
    return found;
  }

  async write(account: string, entries: readonly SessionEntry[], at: number) {
    this.db.transaction(() => {
      for (const { type, id, value } of entries) {
        const key = this.seal.sessionKey(account, type, id);
        if (value === null) this.db.run`DELETE FROM sessions WHERE key = ${key}`;
        else {
          const sealed = closeSession(this.seal, account, { id, value });
          const onConflict =
            'ON CONFLICT (key) DO UPDATE SET value = excluded.value, at = excluded.at';
          this.db.insert('sessions', { key, account, type, value: sealed, at }, onConflict);
        }
      }
    });
  }

  async forget(account: string, older?: { type: string; before: number }) {
    const isOlder = older ? sql`AND type = ${older.type} AND at < ${older.before}` : sql``;
    this.db.run`DELETE FROM sessions WHERE account = ${account} ${isOlder}`;
  }

  async lease(account: string, owner: string, { now, until }: { now: number; until: number }) {
    const lease = listed([account, owner, until]);
    const taken = this.db.run`INSERT INTO leases (account, owner, until) VALUES (${lease})
      ON CONFLICT (account) DO UPDATE SET owner = excluded.owner, until = excluded.until
       WHERE owner = excluded.owner OR until <= ${now}`;
    return taken === 1;
  }

  async release(account: string, owner: string) {
    this.db.run`DELETE FROM leases WHERE account = ${account} AND owner = ${owner}`;
  }
}
