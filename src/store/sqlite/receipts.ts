import type { Receipt } from '../../ports/channel.ts';
import { afterFailure, canFail, comesAfter, type Handed, isDelivery } from '../delivery.ts';
import type { Seal } from '../seal.ts';
import { integer, text } from './column.ts';
import type { Database, Row } from './database.ts';
import { sql } from './sql.ts';

/** Records a receipt for a reply; runs inside a transaction. */
export function noteReceipt(db: Database, seal: Seal, receipt: Receipt): void {
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
    state: text(row, 'state'),
    attempts: integer(row, 'attempts'),
    reference: keyIn('reference'),
    failed: keyIn('failed'),
    hasWords: row.is_gone !== 1,
    lastAt: integer(row, 'last_at'),
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
