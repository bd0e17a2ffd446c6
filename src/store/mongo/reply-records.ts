import type { ReplyRecord } from '../backup/backup-row.ts';
import type { Seal } from '../seal.ts';
import type { FinishedRow, ReplyRow } from './citizen-schemas.ts';
import { PLACES } from './commit-turn.ts';

/** Returns the replies of a citizen for a backup, in order; what is in both places counts as it is with the citizen. */
export function toReplyRecords(
  seal: Seal,
  salt: Uint8Array,
  { outbox, moved }: { outbox: readonly ReplyRow[]; moved: readonly FinishedRow[] },
): ReplyRecord[] {
  const held = new Set(outbox.map(({ reply }) => reply));
  const rest = moved.filter(({ _id }) => !held.has(_id));
  const all = [...outbox, ...rest.map(({ _id: reply, citizen: _, ...row }) => ({ ...row, reply }))];
  return all
    .toSorted((a, b) => a.place - b.place)
    .map(({ reply: id, place: _, version: __, ...rest }: ReplyRow) => {
      const content = rest.content ? seal.open(salt, rest.content) : undefined;
      return { ...rest, id, content };
    });
}

/** Returns the replies from a backup, at positions before those of any later turn. */
export function toReplyRows(
  seal: Seal,
  salt: Uint8Array,
  { replies, revision }: { replies: readonly ReplyRecord[]; revision: number },
): ReplyRow[] {
  const first = revision * PLACES - replies.length;
  return replies.map((reply, n) => {
    const { id, content, nextAt, sentAt, delivery, reference, failed, ...rest } = reply;
    const isOver = rest.state === 'sent' || rest.state === 'failed';
    const optional = Object.entries({ sentAt, delivery, reference, failed });
    return {
      ...rest,
      reply: id,
      place: first + n,
      version: 0,
      ...(content === undefined ? {} : { content: seal.close(salt, content) }),
      ...(isOver ? {} : { nextAt: nextAt ?? 0 }),
      ...Object.fromEntries(optional.filter(([, value]) => value !== undefined)),
    };
  });
}
