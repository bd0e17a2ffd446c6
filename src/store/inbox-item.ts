import { inboxItemSchema, type Message } from '../domain/messages/message.ts';
import type { Received } from '../ports/turn-state.ts';
import type { Seal } from './seal.ts';

/** Opens a sealed inbox item. */
export function openInboxItem(
  seal: Seal,
  salt: Uint8Array,
  { key, content, arrivedAt }: { key: string; content: Uint8Array; arrivedAt: number },
): Received {
  const read = inboxItemSchema.safeParse(seal.open(salt, content));
  return { key, letter: read.success ? read.data : unknownMessage(key, arrivedAt), arrivedAt };
}

/** Replaces an item of a version that is no longer supported: the bot says so to its citizen. */
function unknownMessage(id: string, sentAt: number): Message {
  const empty = { text: '', forwarded: false, forwardingScore: 0 };
  return { type: 'message', id, kind: 'unknown', sentAt, ...empty };
}
