import type { proto } from '@whiskeysockets/baileys';

type Content = proto.IMessage;

/** Data to fetch the file of a message. */
export type MediaMessage = Pick<
  proto.Message.IDocumentMessage,
  'url' | 'directPath' | 'mediaKey' | 'mimetype' | 'fileLength' | 'fileSha256' | 'fileName'
>;

/** Envelopes of WhatsApp around a message, each with the message inside. */
const ENVELOPES = [
  'ephemeralMessage',
  'viewOnceMessage',
  'viewOnceMessageV2',
  'viewOnceMessageV2Extension',
  'documentWithCaptionMessage',
  'editedMessage',
  'associatedChildMessage',
  'groupStatusMessage',
  'groupStatusMessageV2',
  'lottieStickerMessage',
  'groupMentionedMessage',
  'pollCreationMessageV4',
  'botInvokeMessage',
  'limitSharingMessage',
] as const;

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
