import type { Outcome, Receipt } from '../../ports/channel.ts';
import { afterFailure, canFail, comesAfter, isDelivery } from '../delivery.ts';
import type { ReplyRow } from './citizen-schemas.ts';

/** Whether a reply still has to be sent, or may have to be. */
export function isOpen({ state }: ReplyRow): boolean {
  return state !== 'sent' && state !== 'failed';
}

/** Starts an attempt; undefined if another process has started one. */
export function begin(row: ReplyRow, claim: number): ReplyRow | undefined {
  if (row.claim !== claim || !isOpen(row)) return undefined;
  return { ...row, state: 'sending', attempts: row.attempts + 1, claim: claim + 1 };
}

/** Ends an attempt, once, and only while no later one has started. */
export function end(
  row: ReplyRow,
  { claim, lastAt, keyOf }: { claim: number; lastAt: number; keyOf(reference: string): string },
  outcome: Outcome,
): ReplyRow | undefined {
  if (row.claim !== claim || (row.state !== 'sending' && row.state !== 'unsure')) return undefined;
  switch (outcome.type) {
    case 'sent':
      return closed({ ...row, state: 'sent', sentAt: outcome.at }, { keepsWords: false });
    case 'accepted': {
      const { reference: _, ...rest } = row;
      const { at, reference } = outcome;
      const key = reference === undefined ? {} : { reference: keyOf(reference) };
      return closed({ ...rest, ...key, state: 'sent', sentAt: at }, { keepsWords: true });
    }
    case 'again': {
      const attempts = Math.max(0, row.attempts - (outcome.isTried ? 0 : 1));
      return { ...row, state: 'waiting', nextAt: outcome.at, attempts };
    }
    case 'unsure': {
      const attempts = Math.max(0, row.attempts - (outcome.isTried === false ? 1 : 0));
      return { ...row, state: 'unsure', nextAt: outcome.until, attempts };
    }
    case 'held':
      return { ...row, state: lastAt > outcome.heardAt ? 'waiting' : 'held', nextAt: 0 };
    case 'failed':
      return closed({ ...row, state: 'failed' }, { keepsWords: false });
  }
}

/** Applies a receipt, with the reference as a key; undefined if it changes nothing. */
export function note(
  row: ReplyRow,
  receipt: Receipt,
  { key, lastAt }: { key: string | undefined; lastAt: number },
): ReplyRow | undefined {
  const { state, at } = receipt;
  if (!comesAfter(state, isDelivery(row.delivery) ? row.delivery : undefined)) return undefined;
  if (state === 'failed') {
    return fail(row, receipt, { key, lastAt });
  }
  const reference = row.reference ?? key;
  const next: ReplyRow = {
    ...row,
    state: 'sent',
    delivery: state,
    sentAt: row.sentAt ?? at,
    ...(reference === undefined ? {} : { reference }),
  };
  // An accepted reply may still fail and be sent again, so its words stay.
  return closed(next, { keepsWords: state === 'sent' });
}

/** Applies a failure; undefined if it is not one of this attempt. */
function fail(
  row: ReplyRow,
  receipt: Receipt,
  { key, lastAt }: { key: string | undefined; lastAt: number },
): ReplyRow | undefined {
  const { reference, failed, state, attempts } = row;
  const hasWords = Boolean(row.content);
  const handed = { state, attempts, reference, failed, hasWords, lastAt };
  if (!canFail(handed, key)) return undefined;
  const next = afterFailure(handed, receipt);
  if (!next) return closed({ ...row, state: 'failed', delivery: 'failed' }, { keepsWords: false });
  const { delivery: _, reference: __, failed: ___, ...rest } = row;
  return { ...rest, ...next, ...(key === undefined ? {} : { failed: key }) };
}

function closed(row: ReplyRow, { keepsWords }: { keepsWords: boolean }): ReplyRow {
  const { nextAt: _, content, ...rest } = row;
  return keepsWords && content ? { ...rest, content } : rest;
}
