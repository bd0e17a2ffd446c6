import { replySchema } from '../../domain/messages/message.ts';
import type { Attempt, Delivery, Outcome, Outgoing, Receipt } from '../../ports/channel.ts';
import type { Outbox } from '../../ports/store.ts';
import { addressOf, openState } from '../citizen-state.ts';
import { afterFailure, canFail, comesAfter, type Handed, isDelivery } from '../delivery.ts';
import type { Seal } from '../seal.ts';
import { eraseTraces } from './changes.ts';
import { sealedParts } from './citizens.ts';
import { bytes, columns, integer, text } from './column.ts';
import type { Database, Row } from './database.ts';
import { type Sql, sql } from './sql.ts';
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
    const sets = sql`state = 'sending', attempts = attempts + 1, claim = claim + 1`;
    const isOpen = sql`id = ${id} AND claim = ${claim} AND ${OPEN}`;
    const begun = await this.db.together(
      () => this.db.run`UPDATE outbox SET ${sets} WHERE ${isOpen}`,
    );
    return begun === 1 ? { id, claim: claim + 1 } : undefined;
  }

  async end({ id, claim }: Attempt, outcome: Outcome) {
    await this.db.together(() => {
      // An attempt ends once, and only while no later one has started.
      this.db.run`UPDATE outbox SET ${this.#changeBy(outcome)}
        WHERE id = ${id} AND claim = ${claim} AND state IN ('sending', 'unsure')`;
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
    const row = this.db.get`SELECT delivery FROM outbox WHERE id = ${id}`;
    return isDelivery(row?.delivery) ? row.delivery : undefined;
  }

  async findWaiting(now: number, limit: number) {
    const rows = this.db.all`SELECT citizen FROM outbox WHERE ${OPEN} GROUP BY citizen
       HAVING min(next_at) <= ${now} AND sum(state = 'held') = 0 LIMIT ${limit}`;
    return rows.map((row) => text(row, 'citizen'));
  }

  #changeBy(outcome: Outcome): Sql {
    switch (outcome.type) {
      case 'sent':
        return sql`state = 'sent', sent_at = ${outcome.at}, content = NULL`;
      case 'accepted': {
        const { at, reference } = outcome;
        const key = reference === undefined ? null : this.seal.referenceKey(reference);
        return sql`state = 'sent', sent_at = ${at}, reference = ${key}`;
      }
      case 'again': {
        const spent = outcome.isTried ? 0 : 1;
        return sql`state = 'waiting', next_at = ${outcome.at},
          attempts = max(0, attempts - ${spent})`;
      }
      case 'unsure': {
        const spent = outcome.isTried === false ? 1 : 0;
        return sql`state = 'unsure', next_at = ${outcome.until},
          attempts = max(0, attempts - ${spent})`;
      }
      case 'held': {
        const lastAt = sql`SELECT last_at FROM citizens c WHERE c.id = outbox.citizen`;
        return sql`next_at = 0, state = iif((${lastAt}) > ${outcome.heardAt}, 'waiting', 'held')`;
      }
      case 'failed':
        return sql`state = 'failed', content = NULL`;
    }
  }

  /** Erases a citizen who asked for it once their last reply is sent. */
  #sayFarewell(replyId: string): void {
    const row = this.db.get`SELECT c.* FROM outbox o JOIN citizens c ON c.id = o.citizen
       WHERE o.id = ${replyId} AND c.farewell = 1 AND NOT EXISTS (
         SELECT 1 FROM outbox w WHERE w.citizen = c.id AND w.${OPEN})`;
    if (!row) return;
    const citizen = text(row, 'id');
    const sealed = sealedParts(row);
    this.traces.leave(addressOf(this.seal, sealed), openState(this.seal, sealed).profile);
    eraseTraces(this.db, sql`= ${citizen}`);
    this.db.run`DELETE FROM outbox WHERE citizen = ${citizen}`;
    this.db.run`DELETE FROM citizens WHERE id = ${citizen}`;
  }
}

/** Records a receipt for a reply; runs inside a transaction. */
function noteReceipt(db: Database, seal: Seal, receipt: Receipt): void {
  const row = db.get`SELECT o.state, o.delivery, o.reference, o.failed, o.attempts,
      o.content IS NULL AS is_gone, c.last_at
    FROM outbox o JOIN citizens c ON c.id = o.citizen WHERE o.id = ${receipt.reply}`;
  if (!row) return;
  const known = isDelivery(row.delivery) ? row.delivery : undefined;
  if (!comesAfter(receipt.state, known)) return;
  const key = receipt.reference === undefined ? undefined : seal.referenceKey(receipt.reference);
  if (receipt.state === 'failed') {
    const handed = handedOf(row);
    if (canFail(handed, key)) fail(db, receipt, { handed, key });
    return;
  }
  // An accepted reply may still fail and be sent again, so its words stay.
  const keeps = receipt.state === 'sent' ? 1 : 0;
  const content = sql`iif(${keeps}, content, NULL)`;
  const reference = sql`coalesce(reference, ${key ?? null})`;
  const sentAt = sql`coalesce(sent_at, ${receipt.at})`;
  const sets = { state: 'sent', delivery: receipt.state, sent_at: sentAt, reference, content };
  db.update('outbox', sets, sql`id = ${receipt.reply}`);
}

function handedOf(row: Row): Handed {
  const keyIn = (name: string) => (row[name] === null ? undefined : text(row, name));
  return {
    ...columns(row, { state: text, attempts: integer, lastAt: integer }),
    reference: keyIn('reference'),
    failed: keyIn('failed'),
    hasWords: row.is_gone !== 1,
  };
}

function fail(
  db: Database,
  receipt: Receipt,
  { handed, key }: { handed: Handed; key: string | undefined },
): void {
  const next = afterFailure(handed, receipt);
  const { nextAt: next_at = 0, ...rest } = next ?? {};
  const again = { ...rest, next_at, delivery: null, reference: null, failed: key ?? null };
  const givenUp = { state: 'failed', delivery: 'failed', content: null };
  db.update('outbox', next ? again : givenUp, sql`id = ${receipt.reply}`);
}
