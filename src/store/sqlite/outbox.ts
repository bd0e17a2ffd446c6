import { replySchema } from '../../domain/messages/message.ts';
import type { Attempt, Delivery, Outcome, Outgoing, Receipt } from '../../ports/channel.ts';
import type { Outbox } from '../../ports/store.ts';
import { begin, deliveryOf, end, note, type SendChange, type SendState } from '../delivery.ts';
import { addressOf, openState } from '../sealed-values.ts';
import { eraseTraces } from './changes.ts';
import { sealedParts } from './citizens.ts';
import { bytes, columns, integer, orNone, type Row, sql, text } from './sql.ts';
import { SqlitePart } from './sqlite-part.ts';

/** A finished reply leaves this set, and its index. */
const OPEN = sql`state NOT IN ('sent', 'failed')`;

/** Outbox on SQLite; a finished reply keeps its row but not its words. */
export class SqliteOutbox extends SqlitePart implements Outbox {
  async next(citizen: string, now: number): Promise<Outgoing | undefined> {
    const row = this.db.get`SELECT o.id, o.content, o.attempts, o.claim, o.state, o.next_at,
        c.salt, c.address, c.last_at
      FROM outbox o JOIN citizens c ON c.id = o.citizen
      WHERE o.citizen = ${citizen} AND o.${OPEN} ORDER BY o.seq LIMIT 1`;
    if (!row || text(row, 'state') === 'held' || integer(row, 'next_at') > now) return undefined;
    const sealed = columns(row, { salt: bytes, address: bytes });
    return {
      ...columns(row, { id: text, attempts: integer, claim: integer }),
      to: addressOf(this.seal, sealed),
      reply: replySchema.parse(this.seal.open(sealed.salt, bytes(row, 'content'))),
      isUnsure: text(row, 'state') === 'sending',
      heardAt: integer(row, 'last_at'),
    };
  }

  async begin({ id, claim }: Outgoing): Promise<Attempt | undefined> {
    const begun = await this.db.together(() => this.#change(id, (reply) => begin(reply, claim)));
    return begun ? { id, claim: claim + 1 } : undefined;
  }

  async end({ id, claim }: Attempt, outcome: Outcome) {
    const keyOf = (reference: string) => this.seal.referenceKey(reference);
    await this.db.together(() => {
      this.#change(id, (reply, lastAt) => end(reply, { claim, lastAt, keyOf }, outcome));
    });
  }

  async note(receipts: readonly Receipt[]) {
    if (receipts.length === 0) return;
    await this.db.together(() => {
      for (const receipt of receipts) {
        const { reply: id, reference } = receipt;
        const key = reference === undefined ? undefined : this.seal.referenceKey(reference);
        this.#change(id, (reply, lastAt) => note(reply, receipt, { key, lastAt }));
      }
    });
  }

  async delivery(id: string): Promise<Delivery | undefined> {
    const row = this.db.get`SELECT delivery FROM outbox WHERE id = ${id}`;
    return row && deliveryOf(columns(row, { delivery: orNone(text) }));
  }

  async findWaiting(now: number, limit: number) {
    return this.db.texts`SELECT citizen FROM outbox WHERE ${OPEN} GROUP BY citizen
       HAVING min(next_at) <= ${now} AND sum(state = 'held') = 0 LIMIT ${limit}`;
  }

  /** Changes a reply; false if there is nothing to change. Its citizen may have asked to be erased after it. Runs inside a transaction. */
  #change(id: string, decide: (reply: SendState, lastAt: number) => SendChange | undefined) {
    const row = this.db.get`SELECT o.*, c.last_at, c.farewell
      FROM outbox o JOIN citizens c ON c.id = o.citizen WHERE o.id = ${id}`;
    if (!row) return false;
    const change = decide(columns(row, STANDING), integer(row, 'last_at'));
    if (change) {
      const { nextAt, ...rest } = change;
      const next = nextAt === undefined ? rest : { ...rest, nextAt }; // a finished reply keeps its time
      this.db.update('outbox', next, sql`id = ${id}`);
    }
    if (integer(row, 'farewell') === 1) this.#sayFarewell(text(row, 'citizen'));
    return change !== undefined;
  }

  /** Erases a citizen who asked for it once their last reply is sent. */
  #sayFarewell(citizen: string): void {
    const row = this.db.get`SELECT * FROM citizens WHERE id = ${citizen} AND NOT EXISTS (
        SELECT 1 FROM outbox WHERE citizen = ${citizen} AND ${OPEN})`;
    if (!row) return;
    const sealed = sealedParts(row);
    this.traces.leave(addressOf(this.seal, sealed), openState(this.seal, sealed).profile);
    eraseTraces(this.db, sql`= ${citizen}`);
    this.db.run`DELETE FROM outbox WHERE citizen = ${citizen}`;
    this.db.run`DELETE FROM citizens WHERE id = ${citizen}`;
  }
}

const STANDING = {
  state: text as (row: Row, column: string) => SendState['state'], // only states are written
  ...{ attempts: integer, claim: integer, nextAt: integer, sentAt: orNone(integer) },
  ...{ delivery: orNone(text), reference: orNone(text), failed: orNone(text) },
  content: orNone(bytes),
};
