import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { AuditEntry, AuditEvent, Verified } from '../domain/accounts/audit-event.ts';
import type { Seal } from './seal.ts';

export const auditRowSchema = z.object({
  seq: z.number(),
  at: z.number(),
  by: z.string(),
  what: z.string(),
  of: z.string(),
  details: z.string(),
  hash: z.string(),
  mark: z.string(),
});
/** Stored entry of the audit log: its details as text, and the mark of the master key. */
export type AuditRow = z.infer<typeof auditRowSchema>;

/** Hash before the first entry. */
const START = '0'.repeat(64);
const PAGE = 500;

/** Builds the row that follows the head of the chain. */
export function nextRow(
  seal: Pick<Seal, 'auditMark'>,
  head: Pick<AuditRow, 'seq' | 'hash'> | undefined,
  { at, by, what, of, details }: AuditEvent,
): AuditRow {
  const sorted = Object.entries(details).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const row = {
    seq: (head?.seq ?? 0) + 1,
    ...{ at, by, what, of },
    details: JSON.stringify(Object.fromEntries(sorted)),
  };
  const hash = hashOf(head?.hash ?? START, row);
  return { ...row, hash, mark: seal.auditMark(hash) };
}

/** Checks the rows in order, and returns the first that was changed. */
export async function verifyChain(
  seal: Pick<Seal, 'auditMark'>,
  rowsAfter: (seq: number, limit: number) => Promise<AuditRow[]>,
  noted?: string,
): Promise<Verified> {
  let head = { seq: 0, hash: START };
  let hasNoted = noted === undefined;
  for (;;) {
    const rows = await rowsAfter(head.seq, PAGE);
    for (const row of rows) {
      const why = findFlaw(seal, head, row);
      if (why) return { type: 'broken', seq: head.seq + 1, why };
      head = { seq: row.seq, hash: row.hash };
      hasNoted ||= row.hash === noted;
    }
    if (rows.length < PAGE) break;
  }
  const type = hasNoted ? 'sound' : 'cut-off';
  return { type, entries: head.seq, head: head.hash };
}

function findFlaw(
  seal: Pick<Seal, 'auditMark'>,
  head: { seq: number; hash: string },
  row: AuditRow,
): 'missing' | 'changed' | 'forged' | undefined {
  if (row.seq !== head.seq + 1) return 'missing';
  if (row.hash !== hashOf(head.hash, row)) return 'changed';
  return row.mark === seal.auditMark(row.hash) ? undefined : 'forged';
}

/** Orders the fields, so that an entry has one text. */
function hashOf(
  previous: string,
  { seq, at, by, what, of, details }: Omit<AuditRow, 'hash' | 'mark'>,
) {
  const text = JSON.stringify([seq, at, by, what, of, details]);
  return createHash('sha256').update(previous).update(text).digest('hex');
}

const detailsSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

export function toEntry({ seq, at, by, what, of, details, hash }: AuditRow): AuditEntry {
  const read = detailsSchema.parse(JSON.parse(details));
  return { seq, at, by, what, of, details: read, hash };
}
