import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import type { Profile } from '../../domain/citizens/profile.ts';
import { takeOver, traceOf, traceSchema } from '../../domain/citizens/trace.ts';
import type { Address } from '../../domain/messages/message.ts';
import type { Seal } from '../seal.ts';
import { traceIds } from '../trace-ids.ts';
import type { Database } from './database.ts';
import { bytes, document, listed, text } from './sql.ts';

/** Traces that outlive citizens for a time, under keyed names; see `src/domain/citizens/trace.ts`. */
export class SqliteTraces {
  readonly #db: Database;
  /** Keys, the current one first. */
  readonly #keys: readonly { id: string; secret: KeyObject }[];

  /** Creates a missing key; runs inside a transaction. */
  constructor(db: Database, seal: Seal) {
    this.#db = db;
    const current = db.get`SELECT 1 FROM trace_keys WHERE retired = 0`;
    if (!current) addKey(db, seal);
    this.#keys = db.all`SELECT * FROM trace_keys ORDER BY retired, id`.map((row) => {
      const opened = String(seal.open(bytes(row, 'salt'), bytes(row, 'secret')));
      return { id: text(row, 'id'), secret: createSecretKey(opened, 'base64') };
    });
  }

  /** Leaves the trace of an erased citizen unless it ends before a time; in that transaction. */
  leave(address: Address, profile: Profile, endsAfter = 0): void {
    const { trace, expiresAt } = traceOf(profile);
    const [key] = this.#keys;
    if (!key || expiresAt <= endsAfter) return;
    for (const id of traceIds(key.secret, address)) {
      const row = listed([id, key.id, JSON.stringify(trace), expiresAt]);
      this.#db.run`INSERT OR REPLACE INTO traces (id, key, doc, expires_at) VALUES (${row})`;
    }
  }

  /** Returns the profile of a returning citizen with their traces, which are then deleted. */
  take(address: Address, profile: Profile, now: number): Profile {
    const ids = this.#keys.flatMap(({ secret }) => traceIds(secret, address));
    const traces = ids.flatMap((id) => {
      const row = this.#db.get`DELETE FROM traces WHERE id = ${id} RETURNING doc`;
      return row ? [document(traceSchema, row)] : [];
    });
    return takeOver(profile, traces, now);
  }
}

function addKey(db: Database, seal: Seal): void {
  const salt = seal.newSalt();
  const id = randomBytes(9).toString('base64url');
  const secret = seal.close(salt, randomBytes(32).toString('base64'));
  db.insert('trace_keys', { id, salt, secret, retired: 0 });
}
