import type { Message } from '../domain/messages/message.ts';

/** Stands for a letter of a version that we no longer read: its citizen is told so, and served on. */
export function unknownMessage(id: string, sentAt: number): Message {
  const empty = { text: '', forwarded: false, forwardingScore: 0 };
  return { type: 'message', id, kind: 'unknown', sentAt, ...empty };
}
