import type { Receipt } from '../../tipline/channel.ts';
import { comesAfter, isDelivery } from '../delivery.ts';
import type { Seal } from '../seal.ts';
import { integer, text } from './column.ts';
import type { Database, Row } from './database.ts';

/** A reply that fails so often after it was handed on is given up. */
const MOST_FAILURES = 8;
const FIRST_PAUSE_MS = 60_000;

/** Notes what a channel has learnt of a reply; runs inside a transaction. */
export function noteReceipt(db: Database, seal: Seal, receipt: Receipt): void {
  const row = db.get(
    `SELECT o.state, o.delivery, o.reference, o.failed, o.attempts, o.content IS NULL AS is_gone,
       c.last_at FROM outbox o JOIN citizens c ON c.id = o.citizen WHERE o.id = ?`,
    receipt.reply,
  );
  if (!row) return;
  const known = isDelivery(row.delivery) ? row.delivery : undefined;
  if (!comesAfter(receipt.state, known)) return;
  const key = receipt.reference === undefined ? null : seal.referenceKey(receipt.reference);
  if (receipt.state === 'failed') {
    if (isOfThisAttempt(row, key)) fail(db, receipt, { row, key });
    return;
  }
  // What was only taken over may still fail, and would then be sent again: its words stay.
  const keeps = receipt.state === 'sent' ? 1 : 0;
  db.run(
    `UPDATE outbox SET state = 'sent', delivery = ?, sent_at = coalesce(sent_at, ?),
       reference = coalesce(reference, ?), content = iif(?, content, NULL) WHERE id = ?`,
    receipt.state,
    receipt.at,
    key,
    keeps,
    receipt.reply,
  );
}

/** Receipts come more than once, and late: only the attempt that is under way or was the last can fail. */
function isOfThisAttempt(row: Row, key: string | null): boolean {
  const state = text(row, 'state');
  if (state === 'waiting' || state === 'held') return false;
  if (key === null) return true;
  return key !== row.failed && (row.reference === null || row.reference === key);
}

/** A reply whose words are gone, or that has failed too often, cannot be sent again. */
function fail(
  db: Database,
  { reply, at, again }: Receipt,
  { row, key }: { row: Row; key: string | null },
): void {
  const attempts = integer(row, 'attempts');
  const isOver = again === undefined || row.is_gone === 1 || attempts >= MOST_FAILURES;
  if (isOver) {
    db.run(
      `UPDATE outbox SET state = 'failed', delivery = 'failed', content = NULL WHERE id = ?`,
      reply,
    );
    return;
  }
  const hasWritten = integer(row, 'last_at') > at;
  // Once more, so that the channel tells the citizen that news waits; then it waits for them.
  const state = again === 'when-heard' && attempts > 1 && !hasWritten ? 'held' : 'waiting';
  const pause = again === 'when-heard' ? 0 : FIRST_PAUSE_MS * (2 ** Math.max(0, attempts - 1) - 1);
  db.run(
    `UPDATE outbox SET state = ?, next_at = ?, delivery = NULL, reference = NULL, failed = ?
     WHERE id = ?`,
    state,
    (again === 'when-heard' ? at : again.at) + pause,
    key,
    reply,
  );
}
