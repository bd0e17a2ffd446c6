import type { Message } from '../domain/messages/message.ts';

/** Replaces an item of a version that is no longer supported: the bot says so to its citizen. */
export function unknownMessage(id: string, sentAt: number): Message {
  const empty = { text: '', forwarded: false, forwardingScore: 0 };
  return { type: 'message', id, kind: 'unknown', sentAt, ...empty };
}
