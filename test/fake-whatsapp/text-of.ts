import type { proto } from '@whiskeysockets/baileys';

/** What a person reads of a message; empty when there are no words in it. */
export function textOf(message: proto.IMessage): string {
  const edited = message.protocolMessage?.editedMessage;
  if (edited) return textOf(edited);
  return (
    message.conversation ||
    message.extendedTextMessage?.text ||
    message.imageMessage?.caption ||
    message.videoMessage?.caption ||
    message.documentMessage?.caption ||
    message.reactionMessage?.text ||
    message.pollCreationMessageV3?.name ||
    ''
  );
}
