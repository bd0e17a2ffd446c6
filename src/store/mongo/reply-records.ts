import type { ReplyRecord } from '../backup/backup-row.ts';
import type { Seal } from '../seal.ts';
import type { ReplyRow } from './citizen-schemas.ts';
import { PLACES } from './commit-turn.ts';

/** Returns the replies of a citizen for a backup, in order. */
export function toReplyRecords(seal: Seal, salt: Uint8Array, outbox: readonly ReplyRow[]) {
  return outbox
    .toSorted((a, b) => a.place - b.place)
    .map(({ reply: id, place: _, version: __, content, ...rest }) => ({
      ...rest,
      id,
      content: content ? seal.open(salt, content) : undefined,
    }));
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
