import { replySchema } from '../../tipline/message.ts';
import type { Outbox, Outgoing } from '../../tipline/ports.ts';
import type { Seal } from '../seal.ts';
import { eraseTraces } from './changes.ts';
import { addressOf } from './citizens.ts';
import { bytes, integer, text } from './column.ts';
import type { Database } from './database.ts';

const OPEN = `state IN ('waiting', 'sending')`;

/** The outbox on SQLite; a reply that is sent keeps its row but not its words. */
export class SqliteOutbox implements Outbox {
  readonly #db: Database;
  readonly #seal: Seal;

  constructor(db: Database, seal: Seal) {
    this.#db = db;
    this.#seal = seal;
  }

  async next(citizen: string, now: number): Promise<Outgoing | undefined> {
    const row = this.#db.get(
      `SELECT o.id, o.content, o.attempts, o.state, o.next_at, c.salt, c.address
       FROM outbox o JOIN citizens c ON c.id = o.citizen
       WHERE o.citizen = ? AND o.state IN ('waiting', 'sending') ORDER BY o.seq LIMIT 1`,
      citizen,
    );
    if (!row || integer(row, 'next_at') > now) return undefined;
    return {
      id: text(row, 'id'),
      to: addressOf(this.#seal, row),
      reply: replySchema.parse(this.#seal.open(bytes(row, 'salt'), bytes(row, 'content'))),
      attempts: integer(row, 'attempts'),
    };
  }

  async markSending(id: string) {
    this.#db.run(
      `UPDATE outbox SET state = 'sending', attempts = attempts + 1 WHERE id = ? AND ${OPEN}`,
      id,
    );
  }

  async markSent(id: string, now: number) {
    this.#db.transaction(() => {
      this.#db.run(
        `UPDATE outbox SET state = 'sent', sent_at = ?, content = NULL WHERE id = ?`,
        now,
        id,
      );
      this.#sayFarewell(id);
    });
  }

  async markFailed(id: string, at: number | null) {
    if (at !== null) {
      this.#db.run(
        `UPDATE outbox SET state = 'waiting', next_at = ? WHERE id = ? AND ${OPEN}`,
        at,
        id,
      );
      return;
    }
    this.#db.transaction(() => {
      this.#db.run(
        `UPDATE outbox SET state = 'failed', content = NULL WHERE id = ? AND ${OPEN}`,
        id,
      );
      this.#sayFarewell(id);
    });
  }

  async findWaiting(now: number, limit: number) {
    const rows = this.#db.all(
      `SELECT citizen, min(next_at) AS next_at FROM outbox WHERE state IN ('waiting', 'sending')
       GROUP BY citizen HAVING min(next_at) <= ? LIMIT ?`,
      now,
      limit,
    );
    return rows.map((row) => text(row, 'citizen'));
  }

  /** Erases a citizen who asked to be forgotten once their last reply is out. */
  #sayFarewell(replyId: string): void {
    const row = this.#db.get(
      `SELECT c.id FROM outbox o JOIN citizens c ON c.id = o.citizen
       WHERE o.id = ? AND c.farewell = 1 AND NOT EXISTS (
         SELECT 1 FROM outbox w WHERE w.citizen = c.id AND w.state IN ('waiting', 'sending'))`,
      replyId,
    );
    if (!row) return;
    const citizen = text(row, 'id');
    eraseTraces(this.#db, citizen);
    this.#db.run('DELETE FROM outbox WHERE citizen = ?', citizen);
    this.#db.run('DELETE FROM citizens WHERE id = ?', citizen);
  }
}
