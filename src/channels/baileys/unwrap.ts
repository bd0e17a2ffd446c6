import type { proto } from '@whiskeysockets/baileys';

type Content = proto.IMessage;

/** What is needed to fetch a file that came with a message. */
export type MediaMessage = Pick<
  proto.Message.IDocumentMessage,
  'url' | 'directPath' | 'mediaKey' | 'mimetype' | 'fileLength' | 'fileSha256' | 'fileName'
>;

/** Envelopes that WhatsApp puts around a message, each with the message inside. */
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

/** No real message is wrapped more often. */
const DEEPEST = 8;

/** The message inside all its envelopes; undefined where there is none, or too many around it. */
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
