import { createHmac, type KeyObject } from 'node:crypto';
import type { Address } from '../domain/messages/message.ts';

/** Returns the names of an address's traces: of its permanent id, and its phone number if known. */
export function traceIds(secret: KeyObject, address: Address): string[] {
  const { channel, account, chat, sender, phone, isGroup } = address;
  const place = [channel, account, ...(isGroup ? [chat] : [])];
  const senders = phone === undefined ? [sender] : [sender, phone];
  return senders.map((each) =>
    createHmac('sha256', secret)
      .update(['trace', ...place, each].join('\0'))
      .digest('base64url')
      .slice(0, 27),
  );
}
