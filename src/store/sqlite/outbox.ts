import type { Delivery, Outgoing, Receipt } from '../../tipline/channel.ts';
import { replySchema } from '../../tipline/message.ts';
import type { Outbox } from '../../tipline/ports.ts';
import type { Seal } from '../seal.ts';
import { eraseTraces } from './changes.ts';
import { addressOf } from './citizens.ts';
import { bytes, integer, text } from './column.ts';
import type { Database } from './database.ts';
import { comesAfter, isDelivery } from './delivery.ts';

/** A reply that is over leaves this set, and the index that serves it. */
const OPEN = `state NOT IN ('sent', 'failed')`;

/** The outbox on SQLite; a reply that is over keeps its row but not its words. */
export class SqliteOutbox implements Outbox {
  readonly #db: Database;
  readonly #seal: Seal;

  constructor(db: Database, seal: Seal) {
    this.#db = db;
    this.#seal = seal;
  }

  async next(citizen: string, now: number): Promise<Outgoing | undefined> {
    const row = this.#db.get(
      `SELECT o.id, o.content, o.attempts, o.state, o.next_at, c.salt, c.address, c.last_at
       FROM outbox o JOIN citizens c ON c.id = o.citizen
       WHERE o.citizen = ? AND o.${OPEN} ORDER BY o.seq LIMIT 1`,
      citizen,
    );
    if (!row || text(row, 'state') === 'held' || integer(row, 'next_at') > now) return undefined;
    return {
      id: text(row, 'id'),
      to: addressOf(this.#seal, row),
      reply: replySchema.parse(this.#seal.open(bytes(row, 'salt'), bytes(row, 'content'))),
      attempts: integer(row, 'attempts'),
      isUnsure: text(row, 'state') === 'sending',
      heardAt: integer(row, 'last_at'),
    };
  }

  async markSending(id: string) {
    this.#db.run(
      `UPDATE outbox SET state = 'sending', attempts = attempts + 1 WHERE id = ? AND ${OPEN}`,
      id,
    );
  }

  async markSent(id: string, now: number, reports = false) {
    this.#db.transaction(() => this.#send(id, now, reports));
  }

  async putOff(id: string, at: number) {
    this.#db.run(
      `UPDATE outbox SET state = 'waiting', next_at = ?, attempts = max(0, attempts - 1)
       WHERE id = ? AND ${OPEN}`,
      at,
      id,
    );
  }

  async markUnsure(id: string, at: number) {
    this.#wait(id, 'unsure', at);
  }

  async hold(id: string) {
    this.#wait(id, 'held', 0);
  }

  async markFailed(id: string, at: number | null) {
    if (at !== null) this.#wait(id, 'waiting', at);
    else {
      const sql = `UPDATE outbox SET state = 'failed', content = NULL WHERE id = ? AND ${OPEN}`;
      this.#db.transaction(() => this.#end(id, sql, []));
    }
  }

  async note(receipts: readonly Receipt[]) {
    if (receipts.length === 0) return;
    this.#db.transaction(() => {
      for (const receipt of receipts) this.#note(receipt);
    });
  }

  async delivery(id: string): Promise<Delivery | undefined> {
    return this.#deliveryOf(id);
  }

  async findWaiting(now: number, limit: number) {
    const rows = this.#db.all(
      `SELECT citizen FROM outbox WHERE ${OPEN} GROUP BY citizen
       HAVING min(next_at) <= ? AND sum(state = 'held') = 0 LIMIT ?`,
      now,
      limit,
    );
    return rows.map((row) => text(row, 'citizen'));
  }

  #note({ reply, state, at, again }: Receipt): void {
    if (!comesAfter(state, this.#deliveryOf(reply))) return;
    if (state === 'failed') {
      this.#fail(reply, again);
      return;
    }
    this.#db.run('UPDATE outbox SET delivery = ? WHERE id = ?', state, reply);
    this.#send(reply, at, true);
    if (state === 'sent') return; // it may still fail, and would then be sent again
    this.#db.run('UPDATE outbox SET content = NULL WHERE id = ?', reply);
  }

  #deliveryOf(id: string): Delivery | undefined {
    const row = this.#db.get('SELECT delivery FROM outbox WHERE id = ?', id);
    return isDelivery(row?.delivery) ? row.delivery : undefined;
  }

  #send(id: string, now: number, reports: boolean): void {
    this.#end(
      id,
      `UPDATE outbox SET state = 'sent', sent_at = ?, content = iif(?, content, NULL)
       WHERE id = ? AND ${OPEN}`,
      [now, reports ? 1 : 0],
    );
  }

  /** A reply whose words are gone cannot be sent again. */
  #fail(id: string, again: Receipt['again']): void {
    const state = again === undefined ? 'failed' : again === 'when-heard' ? 'held' : 'waiting';
    const at = typeof again === 'object' ? again.at : 0;
    const canGo = state === 'failed' ? 'FALSE' : 'content IS NOT NULL';
    this.#end(
      id,
      `UPDATE outbox SET next_at = ?, state = iif(${canGo}, '${state}', 'failed'),
         delivery = iif(${canGo}, NULL, 'failed'), content = iif(${canGo}, content, NULL)
       WHERE id = ?`,
      [at],
    );
  }

  #wait(id: string, state: 'waiting' | 'unsure' | 'held', at: number): void {
    this.#db.run(
      `UPDATE outbox SET state = ?, next_at = ? WHERE id = ? AND ${OPEN}`,
      state,
      at,
      id,
    );
  }

  /** Runs inside a transaction. */
  #end(id: string, sql: string, values: number[]): void {
    this.#db.run(sql, ...values, id);
    this.#sayFarewell(id);
  }

  /** Erases a citizen who asked to be forgotten once their last reply is out. */
  #sayFarewell(replyId: string): void {
    const row = this.#db.get(
      `SELECT c.id FROM outbox o JOIN citizens c ON c.id = o.citizen
       WHERE o.id = ? AND c.farewell = 1 AND NOT EXISTS (
         SELECT 1 FROM outbox w WHERE w.citizen = c.id AND w.${OPEN})`,
      replyId,
    );
    if (!row) return;
    const citizen = text(row, 'id');
    eraseTraces(this.#db, citizen);
    this.#db.run('DELETE FROM outbox WHERE citizen = ?', citizen);
    this.#db.run('DELETE FROM citizens WHERE id = ?', citizen);
  }
}
