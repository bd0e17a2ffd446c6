import { type Announcement, announcementSchema } from '../../domain/messages/announcement.ts';
import type { Page } from '../../ports/audience.ts';
import type { DeliveryLedger } from '../../ports/store.ts';
import type { Database } from './database.ts';
import { columns, document, documents, integer, text } from './sql.ts';
import { SqlitePart } from './sqlite-part.ts';

export class SqliteLedger extends SqlitePart implements DeliveryLedger {
  async toldBefore(factCheck: string, version: number, { after, limit }: Page) {
    return this.db.texts`SELECT citizen FROM told WHERE fact_check = ${factCheck}
      AND citizen > ${after} AND version < ${version} ORDER BY citizen LIMIT ${limit}`;
  }

  async toldTo(citizen: string) {
    const rows = this.db.all`SELECT * FROM told WHERE citizen = ${citizen}`;
    const told = { citizen: text, factCheck: text, version: integer, at: integer };
    return rows.map((row) => columns(row, told));
  }

  async openAnnouncements(now: number, limit: number): Promise<Announcement[]> {
    const rows = this.db.all`SELECT doc FROM announcements
       WHERE done = 0 AND coalesce(doc ->> '$.notBefore', 0) <= ${now} ORDER BY id LIMIT ${limit}`;
    return documents(announcementSchema, rows);
  }

  async beginAnnouncement(id: string, now: number) {
    const row = this.db.get`UPDATE announcements SET doc = json_remove(doc, '$.notBefore')
       WHERE id = ${id} AND done = 0 AND coalesce(doc ->> '$.notBefore', 0) <= ${now} RETURNING doc`;
    return row && document(announcementSchema, row);
  }

  async closeAnnouncement(id: string) {
    this.db.run`UPDATE announcements SET done = 1 WHERE id = ${id}`;
  }
}

/** Records an announcement, once per id; runs inside a transaction. */
export function announce(db: Database, announcement: Announcement): void {
  const row = { id: announcement.id, doc: JSON.stringify(announcement) };
  db.insert('announcements', row, 'ON CONFLICT (id) DO NOTHING');
}

/** Withdraws an announcement; false if it is already being sent. */
export function withdraw(db: Database, id: string): boolean {
  const withdrawn = db.run`DELETE FROM announcements
    WHERE id = ${id} AND done = 0 AND doc ->> '$.notBefore' IS NOT NULL`;
  return withdrawn === 1;
}
