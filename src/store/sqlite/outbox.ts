import { replySchema } from '../../domain/messages/message.ts';
import type { Attempt, Delivery, Outcome, Outgoing, Receipt } from '../../ports/channel.ts';
import type { Outbox } from '../../ports/store.ts';
import { addressOf, openState } from '../citizen-state.ts';
import { isDelivery } from '../delivery.ts';
import { eraseTraces } from './changes.ts';
import { sealedParts } from './citizens.ts';
import { bytes, integer, text } from './column.ts';
import { noteReceipt } from './receipts.ts';
import { SqlitePart } from './sqlite-part.ts';

/** A finished reply leaves this set, and its index. */
const OPEN = `state NOT IN ('sent', 'failed')`;
/** An attempt ends once, and only while no later one has started. */
const MINE = `id = ? AND claim = ? AND state IN ('sending', 'unsure')`;

/** Outbox on SQLite; a finished reply keeps its row but not its words. */
export class SqliteOutbox extends SqlitePart implements Outbox {
  async next(citizen: string, now: number): Promise<Outgoing | undefined> {
    const row = this.db.get(
      `SELECT o.id, o.content, o.attempts, o.claim, o.state, o.next_at, c.salt, c.address, c.last_at
       FROM outbox o JOIN citizens c ON c.id = o.citizen
       WHERE o.citizen = ? AND o.${OPEN} ORDER BY o.seq LIMIT 1`,
      citizen,
    );
    if (!row || text(row, 'state') === 'held' || integer(row, 'next_at') > now) return undefined;
    const salt = bytes(row, 'salt');
    return {
      id: text(row, 'id'),
      to: addressOf(this.seal, { salt, address: bytes(row, 'address') }),
      reply: replySchema.parse(this.seal.open(salt, bytes(row, 'content'))),
      attempts: integer(row, 'attempts'),
      claim: integer(row, 'claim'),
      isUnsure: text(row, 'state') === 'sending',
      heardAt: integer(row, 'last_at'),
    };
  }

  async begin({ id, claim }: Outgoing): Promise<Attempt | undefined> {
    const begun = await this.db.together(() =>
      this.db.run(
        `UPDATE outbox SET state = 'sending', attempts = attempts + 1, claim = claim + 1
       WHERE id = ? AND claim = ? AND ${OPEN}`,
        id,
        claim,
      ),
    );
    return begun === 1 ? { id, claim: claim + 1 } : undefined;
  }

  async end({ id, claim }: Attempt, outcome: Outcome) {
    await this.db.together(() => {
      this.#end(id, claim, outcome);
      this.#sayFarewell(id);
    });
  }

  async note(receipts: readonly Receipt[]) {
    if (receipts.length === 0) return;
    await this.db.together(() => {
      for (const receipt of receipts) {
        noteReceipt(this.db, this.seal, receipt);
        this.#sayFarewell(receipt.reply);
      }
    });
  }

  async delivery(id: string): Promise<Delivery | undefined> {
    const row = this.db.get('SELECT delivery FROM outbox WHERE id = ?', id);
    return isDelivery(row?.delivery) ? row.delivery : undefined;
  }

  async findWaiting(now: number, limit: number) {
    const rows = this.db.all(
      `SELECT citizen FROM outbox WHERE ${OPEN} GROUP BY citizen
       HAVING min(next_at) <= ? AND sum(state = 'held') = 0 LIMIT ?`,
      now,
      limit,
    );
    return rows.map((row) => text(row, 'citizen'));
  }

  #end(id: string, claim: number, outcome: Outcome): void {
    switch (outcome.type) {
      case 'sent':
        this.#set(`state = 'sent', sent_at = ?, content = NULL`, [outcome.at], id, claim);
        break;
      case 'accepted': {
        const { at, reference } = outcome;
        const key = reference === undefined ? null : this.seal.referenceKey(reference);
        this.#set(`state = 'sent', sent_at = ?, reference = ?`, [at, key], id, claim);
        break;
      }
      case 'again': {
        const spent = outcome.isTried ? 0 : 1;
        const sets = `state = 'waiting', next_at = ?, attempts = max(0, attempts - ?)`;
        this.#set(sets, [outcome.at, spent], id, claim);
        break;
      }
      case 'unsure':
        this.#set(
          `state = 'unsure', next_at = ?, attempts = max(0, attempts - ?)`,
          [outcome.until, outcome.isTried === false ? 1 : 0],
          id,
          claim,
        );
        break;
      case 'held':
        this.#set(
          `next_at = 0, state = iif(
             (SELECT last_at FROM citizens c WHERE c.id = outbox.citizen) > ?, 'waiting', 'held')`,
          [outcome.heardAt],
          id,
          claim,
        );
        break;
      case 'failed':
        this.#set(`state = 'failed', content = NULL`, [], id, claim);
    }
  }

  #set(sets: string, values: (number | string | null)[], id: string, claim: number): void {
    this.db.run(`UPDATE outbox SET ${sets} WHERE ${MINE}`, ...values, id, claim);
  }

  /** Erases a citizen who asked for it once their last reply is sent. */
  #sayFarewell(replyId: string): void {
    const row = this.db.get(
      `SELECT c.* FROM outbox o JOIN citizens c ON c.id = o.citizen
       WHERE o.id = ? AND c.farewell = 1 AND NOT EXISTS (
         SELECT 1 FROM outbox w WHERE w.citizen = c.id AND w.${OPEN})`,
      replyId,
    );
    if (!row) return;
    const citizen = text(row, 'id');
    const sealed = sealedParts(row);
    this.traces.leave(addressOf(this.seal, sealed), openState(this.seal, sealed).profile);
    eraseTraces(this.db, citizen);
    this.db.run('DELETE FROM outbox WHERE citizen = ?', citizen);
    this.db.run('DELETE FROM citizens WHERE id = ?', citizen);
  }
}
