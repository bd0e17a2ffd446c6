import { BURST_MS } from '../../domain/cases/priority.ts';
import { jakartaDay } from '../../domain/time/jakarta-day.ts';
import { ALL, type Page } from '../../ports/audience.ts';
import type { Cutoffs, Retention } from '../../ports/store.ts';
import { addressOf, openState } from '../sealed-values.ts';
import { eraseTraces } from './changes.ts';
import { sealedParts } from './citizens.ts';
import { eraseReviewersWords } from './history.ts';
import { FILES_FOR_PARTNERS, FILES_OF_TIPS } from './media.ts';
import { type Sql, sql } from './sql.ts';
import { SqlitePart } from './sqlite-part.ts';

/** Whether a case (`c`) is under a legal hold. */
function isHeld({ hold = 0 }: Cutoffs): Sql {
  return sql`(coalesce(c.doc ->> '$.hold.until', 0) > ${hold})`;
}

/** Erases data past its time; message keys stay longest, to detect replays. */
export class SqliteRetention extends SqlitePart implements Retention {
  async erase(before: Cutoffs, page = ALL) {
    const erased = this.db.transaction(() => {
      const { tips, after } = this.#eraseTips(before, page);
      const citizens = this.#eraseCitizens(before, page.limit);
      if (after !== undefined || citizens === page.limit) {
        return { letters: 0, tips, media: 0, citizens, tallies: 0, after: after ?? page.after };
      }
      const letters = this.db.run`UPDATE inbox SET content = NULL
        WHERE content IS NOT NULL AND done = 1 AND arrived_at < ${before.letter}`;
      const isOver = sql`state IN ('sent', 'failed')`;
      this.db.run`DELETE FROM outbox WHERE ${isOver} AND created_at < ${before.letter}`;
      this.db.run`DELETE FROM inbox WHERE done = 1 AND arrived_at < ${before.address}`;
      const media = this.#eraseMedia(before);
      const tallies = this.db.run`DELETE FROM tallies WHERE day < ${jakartaDay(before.tally)}`;
      return { letters, tips, media, citizens, tallies };
    });
    this.db.truncateLog();
    return erased;
  }

  async overwriteFreed(mostBytes: number) {
    this.db.rewrite(mostBytes);
  }

  async dropTraces(now: number) {
    this.db.transaction(() => {
      this.db.run`DELETE FROM traces WHERE expires_at <= ${now}`;
      this.db.run`DELETE FROM trace_keys
         WHERE retired = 1 AND id NOT IN (SELECT key FROM traces)`;
      this.db.run`UPDATE tips SET doc = json_remove(doc, '$.person')
         WHERE doc ->> '$.person' IS NOT NULL AND at <= ${now - BURST_MS}`;
    });
  }

  /** Erases the words of a decided case and its tips, and what people wrote about them. */
  #eraseTips(before: Cutoffs, { after, limit }: Page) {
    const ids = this.db.texts`SELECT c.id FROM cases c WHERE c.decided_at < ${before.tip}
      AND NOT ${isHeld(before)} AND c.id > ${after} ORDER BY c.id LIMIT ${limit}`;
    const decided = sql`SELECT value FROM json_each(${JSON.stringify(ids)})`;
    eraseReviewersWords(this.db, decided);
    this.db.run`UPDATE cases SET claim_key = id, doc = json_remove(
         json_set(doc, '$.claim', '', '$.claimKey', id), '$.draft', '$.proposal', '$.apart', '$.hold')
       WHERE id IN (${decided}) AND (doc ->> '$.claim' <> '' OR doc -> '$.hold' IS NOT NULL)`;
    this.db.run`UPDATE tips SET doc = json_remove(doc, '$.ticket')
       WHERE citizen IS NULL AND doc ->> '$.ticket' IS NOT NULL AND case_id IN (${decided})`;
    const bare = sql`json_remove(
      json_set(doc, '$.text', '', '$.links', json('[]'), '$.media', json('[]')), '$.source', '$.link', '$.region',
      '$.worry', '$.triage', '$.urgency', '$.answers', '$.saved', '$.offered', '$.read', '$.stamp')`;
    const tips = this.db
      .run`UPDATE tips SET doc = ${bare} WHERE case_id IN (${decided}) AND doc <> ${bare}`;
    return { tips, after: ids.length < limit ? undefined : ids.at(-1) };
  }

  /** Erases files without consent by their time limits, others after their case is decided. */
  #eraseMedia(before: Cutoffs): number {
    const inTips = sql`SELECT f.sha256 FROM (${FILES_OF_TIPS}) f JOIN cases c ON c.id = f.case_id`;
    const isUnused = sql`sha256 NOT IN (${inTips})`;
    const isDecided = sql`sha256 NOT IN (${inTips} WHERE c.status = 'open' OR ${isHeld(before)})`;
    const unused = Math.max(before.letter, before.farewell);
    return this.db.run`DELETE FROM media WHERE sha256 NOT IN (${FILES_FOR_PARTNERS})
      AND ((kept_at < ${unused} AND ${isUnused}) OR (kept_at < ${before.media} AND ${isDecided}))`;
  }

  #eraseCitizens({ address, farewell }: Cutoffs, limit: number): number {
    const isOver = sql`last_at < ${address} OR (farewell = 1 AND last_at < ${farewell})`;
    const gone = sql`IN (SELECT id FROM citizens WHERE ${isOver} ORDER BY id LIMIT ${limit})`;
    const endsAfter = Math.max(address, farewell); // what ended before is long over
    for (const row of this.db.all`SELECT * FROM citizens WHERE id ${gone}`) {
      const sealed = sealedParts(row);
      const { profile } = openState(this.seal, sealed);
      this.traces.leave(addressOf(this.seal, sealed), profile, endsAfter);
    }
    eraseTraces(this.db, gone);
    this.db.run`DELETE FROM outbox WHERE citizen ${gone}`;
    return this.db.run`DELETE FROM citizens WHERE id ${gone}`;
  }
}
