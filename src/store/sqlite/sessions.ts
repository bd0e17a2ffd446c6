import type { SessionEntry, SessionStore } from '../../ports/channel-session-store.ts';
import { closeSession, openSession } from '../session-value.ts';
import { bytes } from './column.ts';
import { SqlitePart } from './sqlite-part.ts';

/** Sessions of channels on SQLite; sealed, and under keys that name nobody. */
export class SqliteSessions extends SqlitePart implements SessionStore {
  async read(account: string, type: string, ids: readonly string[]) {
    const found = new Map<string, string>();
    for (const id of ids) {
      const key = this.seal.sessionKey(account, type, id);
      const row = this.db.get('SELECT value FROM sessions WHERE key = ?', key);
      if (row) found.set(id, openSession(this.seal, account, bytes(row, 'value')).value);
    }
    return found;
  }

  async write(account: string, entries: readonly SessionEntry[], at: number) {
    this.db.transaction(() => {
      for (const { type, id, value } of entries) {
        const key = this.seal.sessionKey(account, type, id);
        if (value === null) this.db.run('DELETE FROM sessions WHERE key = ?', key);
        else {
          this.db.run(
            `INSERT INTO sessions (key, account, type, value, at) VALUES (?, ?, ?, ?, ?)
             ON CONFLICT (key) DO UPDATE SET value = excluded.value, at = excluded.at`,
            key,
            account,
            type,
            closeSession(this.seal, account, { id, value }),
            at,
          );
        }
      }
    });
  }

  async forget(account: string, older?: { type: string; before: number }) {
    if (!older) this.db.run('DELETE FROM sessions WHERE account = ?', account);
    else {
      this.db.run(
        'DELETE FROM sessions WHERE account = ? AND type = ? AND at < ?',
        account,
        older.type,
        older.before,
      );
    }
  }

  async lease(account: string, owner: string, { now, until }: { now: number; until: number }) {
    const taken = this.db.run(
      `INSERT INTO leases (account, owner, until) VALUES (?, ?, ?)
       ON CONFLICT (account) DO UPDATE SET owner = excluded.owner, until = excluded.until
       WHERE owner = excluded.owner OR until <= ?`,
      account,
      owner,
      until,
      now,
    );
    return taken === 1;
  }

  async release(account: string, owner: string) {
    this.db.run('DELETE FROM leases WHERE account = ? AND owner = ?', account, owner);
  }
}
