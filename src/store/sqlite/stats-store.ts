import { tipSchema } from '../../domain/cases/case.ts';
import type { CountedOnce, Tallies } from '../../domain/stats/counter.ts';
import type { Span } from '../../domain/time/month.ts';
import type { Audience } from '../../ports/audience.ts';
import { type DecidedCase, REPEATED_MS, type StatsStore } from '../../ports/stats-store.ts';
import { numberPeople } from '../number-people.ts';
import { REAL_TIP as REAL, REAL_CASE } from './cases.ts';
import type { Database } from './database.ts';
import { among, columns, document, integer, sql, text } from './sql.ts';
import { SqlitePart } from './sqlite-part.ts';

export class SqliteStatsStore extends SqlitePart implements StatsStore {
  async tipsByDay(since: number) {
    const day = sql`date(at / 1000, 'unixepoch', '+7 hours')`;
    const rows = this.db.all`SELECT ${day} AS day, count(*) AS count FROM tips
      WHERE at >= ${since} AND ${REAL} GROUP BY day ORDER BY day`;
    return rows.map((row) => columns(row, { day: text, count: integer }));
  }

  async decided(since: number, limit: number) {
    const rows = this.db.all`SELECT decided_at, opened_at, status FROM cases
      WHERE decided_at >= ${since} AND status IN ('published', 'closed') AND ${REAL_CASE}
      ORDER BY decided_at DESC LIMIT ${limit}`;
    return rows.map((row): DecidedCase => {
      const status = text(row, 'status') === 'published' ? 'published' : 'closed';
      return { ...columns(row, { decidedAt: integer, openedAt: integer }), status };
    });
  }

  async mostAsked({ since, until, limit }: { since: number; until: number; limit: number }) {
    const rows = this.db.all`SELECT c.ticket, c.doc ->> '$.claim' AS claim, c.status,
              count(DISTINCT coalesce(t.citizen, t.id)) AS citizens
       FROM tips t JOIN cases c ON c.id = t.case_id
       WHERE t.at >= ${since} AND t.at < ${until} AND t.doc ->> '$.isAskedAgain' IS NULL AND ${REAL_CASE}
       GROUP BY c.id ORDER BY citizens DESC, c.ticket LIMIT ${limit}`;
    const readers = { ticket: text, claim: text, status: text, citizens: integer };
    return rows.map((row) => columns(row, readers));
  }

  async tipsByRegion(since: number) {
    const rows = this.db.all`SELECT doc ->> '$.region' AS region, count(*) AS count FROM tips
      WHERE at >= ${since} AND doc ->> '$.region' IS NOT NULL AND ${REAL}
      GROUP BY region ORDER BY count DESC, region`;
    return rows.map((row) => columns(row, { region: text, count: integer }));
  }

  async feedback(since: number) {
    const row = this.db.get`SELECT coalesce(sum(helpful), 0) AS helpful,
      coalesce(sum(1 - helpful), 0) AS not_helpful FROM feedback WHERE at >= ${since}`;
    return columns(row ?? {}, { helpful: integer, notHelpful: integer });
  }

  async tipsIn({ since, until }: Span) {
    const rows = this.db.all`SELECT case_id, at, citizen, doc FROM tips
      WHERE at >= ${since} AND at < ${until} AND ${REAL} ORDER BY at, id`;
    const personOf = numberPeople();
    return rows.map((row) => ({
      case: text(row, 'case_id'),
      at: integer(row, 'at'),
      ...document(countedSchema, row),
      ...(row.citizen === null ? {} : { person: personOf(text(row, 'citizen')) }),
    }));
  }

  async toldIn({ since, until }: Span) {
    const rows = this.db.all`SELECT fact_check, citizen FROM told
      WHERE at >= ${since} AND at < ${until} ORDER BY fact_check, citizen`;
    const personOf = numberPeople();
    return rows.map((row) => ({
      factCheck: text(row, 'fact_check'),
      person: personOf(text(row, 'citizen')),
    }));
  }

  async tallies(since: string, under: readonly string[]) {
    // A slash is what comes after a dot.
    const rows = this.db
      .all`SELECT day, name, count FROM tallies, json_each(${JSON.stringify(under)}) u
      WHERE day >= ${since} AND name > u.value || '.' AND name < u.value || '/' ORDER BY day, name`;
    return rows.map((row) => columns(row, { day: text, name: text, count: integer }));
  }

  async countOnce(counted: readonly CountedOnce[], now: number) {
    await this.db.together(() => {
      this.db.run`DELETE FROM counted WHERE at < ${now - REPEATED_MS}`;
      for (const { key, day, tallies } of counted) {
        const row = { key: this.seal.referenceKey(key), at: now };
        const isNew = this.db.insert('counted', row, 'ON CONFLICT (key) DO NOTHING') === 1;
        if (isNew) addCounters(this.db, day, tallies);
      }
    });
  }
}

const countedSchema = tipSchema.pick({ region: true, worry: true, triage: true });

export class SqliteAudience extends SqlitePart implements Audience {
  async count() {
    const rows = this.db.all`SELECT interest, count(*) AS n FROM citizens WHERE interest IS NOT NULL
       GROUP BY interest ORDER BY interest`;
    return rows.map((row) => ({ interest: text(row, 'interest'), count: integer(row, 'n') }));
  }

  async list(interests: readonly string[], { after, limit }: { after: string; limit: number }) {
    return this.db.texts`SELECT id FROM citizens WHERE interest IS NOT NULL
      AND interest ${among(interests)} AND id > ${after} ORDER BY id LIMIT ${limit}`;
  }
}

/** Adds to the counters of a day; runs inside the transaction of the counted change. */
export function addCounters(db: Database, day: string, tallies: Tallies): void {
  db.run`INSERT INTO tallies (day, name, count)
    SELECT ${day}, key, value FROM json_each(${JSON.stringify(tallies)}) WHERE true
    ON CONFLICT (day, name) DO UPDATE SET count = count + excluded.count`;
}
