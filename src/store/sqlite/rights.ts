import {
  type ConsentEntry,
  type ConsentText,
  consentEntrySchema,
  consentTextSchema,
  rightsRequestSchema,
} from '../../domain/privacy/consents.ts';
import type { TurnChangeOf } from '../../ports/commit.ts';
import type { RightsStore } from '../../ports/consent-store.ts';
import type { ConsentRecord } from '../backup/backup-row.ts';
import type { Database } from './database.ts';
import { sql } from './sql.ts';
import { SqlitePart } from './sqlite-part.ts';

export class SqliteRights extends SqlitePart implements RightsStore {
  async consentsOf(citizen: string): Promise<ConsentEntry[]> {
    const rows = this.db.all`SELECT purpose, deed, digest, at FROM consents
      WHERE citizen = ${citizen} ORDER BY seq`;
    return rows.map((row) => consentEntrySchema.parse(row));
  }

  async citizensWithConsents() {
    return this.db.texts`SELECT DISTINCT citizen FROM consents
      WHERE citizen IS NOT NULL ORDER BY citizen`;
  }

  async citizensAfter(id: string, limit: number) {
    return this.db.texts`SELECT id FROM citizens
      WHERE id > ${id} AND farewell = 0 ORDER BY id LIMIT ${limit}`;
  }

  async consentText(digest: string): Promise<ConsentText | undefined> {
    const row = this.db.get`SELECT * FROM consent_texts WHERE digest = ${digest}`;
    return row && consentTextSchema.parse(row);
  }

  async requests(limit: number) {
    const rows = this.db.all`SELECT receipt, asked, at, done_at AS doneAt FROM requests
      UNION ALL SELECT receipt, 'erasure', at, at FROM erasures
      ORDER BY at DESC, receipt LIMIT ${limit}`;
    return rows.map((row) =>
      rightsRequestSchema.parse({ ...row, doneAt: row.doneAt ?? undefined }),
    );
  }

  async countOpenSince(before: number) {
    return this.db.number`SELECT count(*) FROM requests
      WHERE done_at IS NULL AND at < ${before}`;
  }
}

/** Restores an entry of the consent ledger from a backup. */
export function putConsent(db: Database, { type: _, ...entry }: ConsentRecord): void {
  db.insert('consents', entry);
}

/** Adds a consent to the ledger, and its text if it is new; runs inside a transaction. */
export function addConsent(
  db: Database,
  citizen: string,
  { entry, text }: TurnChangeOf<'consent'>,
): void {
  putConsent(db, { type: 'consent', citizen, ...entry });
  db.insert('consent_texts', { ...text, at: entry.at }, 'ON CONFLICT (digest) DO NOTHING');
}

/** Restricts a citizen's tips, or lifts the restriction; runs inside a transaction. */
export function restrictTips(db: Database, citizen: string, isRestricted: boolean): void {
  const doc = isRestricted
    ? sql`json_set(doc, '$.isRestricted', json('true'))`
    : sql`json_remove(doc, '$.isRestricted')`;
  db.run`UPDATE tips SET doc = ${doc} WHERE citizen = ${citizen}`;
}

/** Erases what a citizen wrote and was told, except tips; runs inside a transaction. */
export function detach(db: Database, citizen: string): void {
  db.run`UPDATE inbox SET content = NULL
    WHERE citizen = ${citizen} AND done = 1 AND content IS NOT NULL`;
  db.run`UPDATE feedback SET citizen = NULL WHERE citizen = ${citizen}`;
  db.run`DELETE FROM told WHERE citizen = ${citizen}`;
}
