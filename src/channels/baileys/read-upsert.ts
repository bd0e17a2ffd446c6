import type { proto, WACallEvent, WAMessage } from '@whiskeysockets/baileys';
import { type Delivered, heardInGroup } from '../../services/messaging/receive.ts';
import { writeReference } from './fetch-baileys-file.ts';
import { addressOf, BAILEYS, bare, chatKind } from './jid.ts';
import type { SocketParts } from './open-socket.ts';
import { type Reading, readContent } from './read-content.ts';

export interface Reader {
  account: string;
  /** Our own addresses, to recognise whether a group addresses us. */
  own: readonly string[];
  groups: SocketParts['groups'];
  now: number;
}

export type Incoming =
  | { type: 'message'; delivered: Delivered; timer: number }
  /** It could not be decrypted; its sender was asked to send it again. */
  | { type: 'sealed'; delivered: Delivered }
  | { type: 'none' };

const NONE: Incoming = { type: 'none' };
const STUB_CIPHERTEXT = 2;
const EDIT = 14;

/** Reads a message from Baileys, live or from an absence. */
export function readIncoming(sent: WAMessage, reader: Reader): Incoming {
  const { key } = sent;
  if (key.fromMe || sent.category === 'peer') return NONE;
  // A message to a list reaches each recipient as a private one.
  if (sent.broadcast && chatKind(key.remoteJid) !== 'list') return NONE;
  const from = addressOf(reader.account, key);
  if (!from || !key.id) return NONE;
  const at = timeOf(sent, reader.now);
  if (!sent.message) {
    // A sealed message in a group may not be for us, so it gets no answer.
    if (sent.messageStubType !== STUB_CIPHERTEXT || from.isGroup) return NONE;
    const message = { id: `${key.id}:sealed`, kind: 'unknown' as const, text: '', sentAt: at };
    return { type: 'sealed', delivered: { from, message: { ...message, ...NOT_FORWARDED } } };
  }
  const edit = editOf(sent.message);
  const reading = readContent(edit ? edit.content : sent.message);
  if (!reading || (from.isGroup && !meansUs(reading, reader.own))) return NONE;
  if (from.isGroup && reader.groups === 'notice') {
    const [delivered] = heardInGroup(from, { kind: reading.kind, sentAt: at }, reader.now);
    return delivered ? { type: 'message', delivered, timer: 0 } : NONE;
  }
  const id = edit ? `${edit.id}:${key.id}` : key.id;
  const delivered = { from, message: { ...toMessage(reading, sent, reader), id, sentAt: at } };
  return { type: 'message', delivered, timer: Number(reading.context?.expiration ?? 0) };
}

/** Turns a call into a message, so that the caller is told to write. */
export function readCall(call: WACallEvent, { account, now }: Reader): Delivered | undefined {
  const from = addressOf(account, { remoteJid: call.from, remoteJidAlt: call.callerPn });
  if (!from || call.isGroup) return undefined;
  const message = { id: `${call.id}:call`, kind: 'call' as const, text: '', sentAt: now };
  return { from, message: { ...message, ...NOT_FORWARDED } };
}

const NOT_FORWARDED = { forwarded: false, forwardingScore: 0 };
/** WhatsApp's mark for a count that is no longer tracked. */
const SENTINEL = 127;

function toMessage(reading: Reading, { key }: WAMessage, { account }: Reader) {
  const { kind, text, choice, file, context } = reading;
  const score = Math.min(SENTINEL, context?.forwardingScore ?? 0);
  const forwarded = context?.isForwarded === true || score > 0;
  const reference = file && writeReference(file, key);
  const remote = reference === undefined ? undefined : { channel: BAILEYS, account, reference };
  const forwardingScore = forwarded ? Math.max(1, score) : 0;
  return { kind, text, forwarded, forwardingScore, choice, remote };
}

/** Reads an edited message in its new form. */
function editOf({ protocolMessage, editedMessage }: proto.IMessage) {
  const edit = protocolMessage ?? editedMessage?.message?.protocolMessage;
  if (edit?.type !== EDIT || !edit.key?.id) return undefined;
  return { id: edit.key.id, content: edit.editedMessage };
}

/** In a group, we answer if we are mentioned or replied to. */
function meansUs({ context }: Reading, own: readonly string[]): boolean {
  const meant = [...(context?.mentionedJid ?? []), context?.participant];
  return meant.some((jid) => own.includes(bare(jid) ?? ''));
}

/** Reads seconds as a number or a long; never from the future, which would break the order. */
function timeOf({ messageTimestamp }: WAMessage, now: number): number {
  const seconds = Number(messageTimestamp ?? 0);
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds * 1000, now) : now;
}
