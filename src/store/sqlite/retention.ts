import { BURST_MS } from '../../domain/cases/priority.ts';
import { jakartaDay } from '../../domain/time/jakarta-day.ts';
import type { Cutoffs, Erased, Retention } from '../../ports/store.ts';
import { addressOf, openState } from '../citizen-state.ts';
import type { Seal } from '../seal.ts';
import { WITHOUT_CITIZEN } from './changes.ts';
import { sealedParts } from './citizens.ts';
import { eraseCounters } from './daily-counters.ts';
import type { Database } from './database.ts';
import { eraseReviewersWords } from './history.ts';
import { FILES_OF_TIPS } from './media.ts';
import { dropTraces, type SqliteTraces } from './traces.ts';

/** Erases data past its time; message keys stay longest, to detect replays. */
export class SqliteRetention implements Retention {
  readonly #db: Database;
  readonly #seal: Seal;
  readonly #traces: SqliteTraces;

  constructor(db: Database, seal: Seal, traces: SqliteTraces) {
    this.#db = db;
    this.#seal = seal;
    this.#traces = traces;
  }

  async erase(before: Cutoffs): Promise<Erased> {
    const erased = this.#db.transaction(() => {
      const letters = this.#db.run(
        'UPDATE inbox SET content = NULL WHERE content IS NOT NULL AND done = 1 AND arrived_at < ?',
        before.letter,
      );
      this.#db.run(
        `DELETE FROM outbox WHERE state IN ('sent', 'failed') AND created_at < ?`,
        before.letter,
      );
      const tips = this.#eraseTips(before.tip);
      const media = this.#eraseMedia(before);
      this.#db.run('DELETE FROM inbox WHERE done = 1 AND arrived_at < ?', before.address);
      const citizens = this.#eraseCitizens(before);
      const tallies = eraseCounters(this.#db, jakartaDay(before.tally));
      return { letters, tips, media, citizens, tallies };
    });
    this.#db.truncateLog();
    return erased;
  }

  async overwriteFreed(mostBytes: number) {
    this.#db.rewrite(mostBytes);
  }

  async dropTraces(now: number) {
    this.#db.transaction(() => {
      dropTraces(this.#db, now);
      this.#db.run(
        `UPDATE tips SET doc = json_remove(doc, '$.person')
         WHERE doc ->> '$.person' IS NOT NULL AND at <= ?`,
        now - BURST_MS,
      );
    });
  }

  /** Erases the words of a decided case and its tips, and what people wrote about them. */
  #eraseTips(before: number): number {
    const decided = `SELECT id FROM cases WHERE decided_at < ?`;
    eraseReviewersWords(this.#db, decided, before);
    this.#db.run(
      `UPDATE cases SET claim_key = id, doc = json_remove(
         json_set(doc, '$.claim', '', '$.claimKey', id), '$.draft', '$.proposal')
       WHERE decided_at < ? AND doc ->> '$.claim' <> ''`,
      before,
    );
    this.#db.run(
      `UPDATE tips SET doc = json_remove(doc, '$.ticket')
       WHERE citizen IS NULL AND doc ->> '$.ticket' IS NOT NULL AND case_id IN (${decided})`,
      before,
    );
    return this.#db.run(
      `UPDATE tips SET doc = json_remove(
         json_set(doc, '$.text', '', '$.links', json('[]')),
         '$.source', '$.link', '$.region', '$.worry', '$.triage', '$.answers', '$.saved', '$.read', '$.stamp')
       WHERE case_id IN (${decided})
         AND (doc ->> '$.text' <> '' OR doc ->> '$.link' IS NOT NULL OR doc ->> '$.region' IS NOT NULL
           OR doc ->> '$.source' IS NOT NULL OR doc ->> '$.worry' IS NOT NULL
           OR doc -> '$.triage' IS NOT NULL OR doc -> '$.answers' IS NOT NULL OR doc -> '$.read' IS NOT NULL
           OR doc -> '$.saved' IS NOT NULL)`,
      before,
    );
  }

  /** Erases files without consent by their time limits, others after their case is decided. */
  #eraseMedia(before: Cutoffs): number {
    const inTips = (where: string) =>
      `sha256 IN (SELECT f.sha256 FROM (${FILES_OF_TIPS}) f
         JOIN cases c ON c.id = f.case_id ${where})`;
    return this.#db.run(
      `DELETE FROM media WHERE (kept_at < ? AND NOT ${inTips('')})
         OR (kept_at < ? AND NOT ${inTips("WHERE c.status = 'open'")})`,
      Math.max(before.letter, before.farewell),
      before.media,
    );
  }

  #eraseCitizens({ address, farewell }: Cutoffs): number {
    const isOver = 'last_at < ? OR (farewell = 1 AND last_at < ?)';
    const gone = `citizen IN (SELECT id FROM citizens WHERE ${isOver})`;
    const endsAfter = Math.max(address, farewell); // what ended before is long over
    for (const row of this.#db.all(`SELECT * FROM citizens WHERE ${isOver}`, address, farewell)) {
      const sealed = sealedParts(row);
      const { profile } = openState(this.#seal, sealed);
      this.#traces.leave(addressOf(this.#seal, sealed), profile, endsAfter);
    }
    for (const sql of [
      `UPDATE tips SET citizen = NULL, ${WITHOUT_CITIZEN} WHERE ${gone}`,
      `UPDATE feedback SET citizen = NULL WHERE ${gone}`,
      `UPDATE consents SET citizen = NULL WHERE ${gone}`,
      `UPDATE inbox SET content = NULL, citizen = NULL, done = 1 WHERE ${gone}`,
      `DELETE FROM told WHERE ${gone}`,
      `DELETE FROM outbox WHERE ${gone}`,
      `UPDATE papers SET revision = revision + 1, doc = json_remove(doc, '$.citizen')
       WHERE kind = 'hand-over' AND doc ->> '$.citizen' IN (SELECT id FROM citizens WHERE ${isOver})`,
    ]) {
      this.#db.run(sql, address, farewell);
    }
    return this.#db.run(`DELETE FROM citizens WHERE ${isOver}`, address, farewell);
  }
}
