import type { proto } from '@whiskeysockets/baileys';
import parts from './message-parts.json' with { type: 'json' };

type Content = proto.IMessage;

/** Data to fetch the file of a message. */
export type MediaMessage = Pick<
  proto.Message.IDocumentMessage,
  'url' | 'directPath' | 'mediaKey' | 'mimetype' | 'fileLength' | 'fileSha256' | 'fileName'
>;

/** Envelopes of WhatsApp around a message, each with the message inside. */
const ENVELOPES = Object.keys(parts.envelopes) as (keyof typeof parts.envelopes)[];

/** Real messages have fewer envelopes. */
const DEEPEST = 8;

/** Removes all envelopes of a message; undefined if it is empty or wrapped too often. */
export function unwrap(message: Content | null | undefined): Content | undefined {
  let inner = message;
  for (let depth = 0; inner && depth < DEEPEST; depth += 1) {
    const holder: Content = inner;
    const envelope = ENVELOPES.find((name) => holder[name]);
    if (!envelope) return inner;
    inner = holder[envelope]?.message;
  }
  return undefined;
}
