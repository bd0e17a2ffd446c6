import type { Address, Message } from '../../domain/messages/message.ts';
import { jakartaDay } from '../../domain/time/jakarta-day.ts';
import type { Delivered } from './receive.ts';

/** All that is kept of messages in a group: that one came today, so that it is told of the private chat once a day; nothing where no answer is expected, or none any more. */
export function heardInGroup(
  { channel, account, chat }: Pick<Address, 'channel' | 'account' | 'chat'>,
  { kind, sentAt }: Pick<Message, 'kind' | 'sentAt'>,
  now: number,
): Delivered[] {
  if (chat === '' || kind === 'reaction' || now - sentAt > LATE_MS) return [];
  const from = { channel, account, chat, sender: chat, isGroup: true };
  const id = `group:${jakartaDay(now)}`;
  const mark = { forwarded: false, forwardingScore: 0 };
  return [{ from, message: { id, kind: 'group', text: '', sentAt, ...mark } }];
}

const LATE_MS = 3_600_000;
