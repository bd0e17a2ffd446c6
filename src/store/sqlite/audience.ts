import type { Audience } from '../../ports/audience.ts';
import { integer, text } from './sql.ts';
import { SqlitePart } from './sqlite-part.ts';

/** Subscribers on SQLite. */
export class SqliteAudience extends SqlitePart implements Audience {
  async count() {
    const rows = this.db.all`SELECT interest, count(*) AS n FROM citizens WHERE interest IS NOT NULL
       GROUP BY interest ORDER BY interest`;
    return rows.map((row) => ({ interest: text(row, 'interest'), count: integer(row, 'n') }));
  }

  async list(interests: readonly string[], { after, limit }: { after: string; limit: number }) {
    const wanted = JSON.stringify(interests);
    const rows = this.db.all`SELECT id FROM citizens WHERE interest IS NOT NULL
      AND interest IN (SELECT value FROM json_each(${wanted})) AND id > ${after}
      ORDER BY id LIMIT ${limit}`;
    return rows.map((row) => text(row, 'id'));
  }
}
