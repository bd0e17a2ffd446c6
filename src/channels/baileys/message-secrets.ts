import { createDecipheriv, hkdfSync } from 'node:crypto';
import type { proto, WAMessage } from '@whiskeysockets/baileys';
import { bare } from './jid.ts';

type Proto = typeof import('@whiskeysockets/baileys')['proto'];

/** Phones let their user edit a message for 15 minutes; an edit may travel longer. */
const KEPT_MS = 3_600_000;
const MOST = 20_000;
const MESSAGE_EDIT = 2;
const TAG_BYTES = 16;

/** Opens edits, sealed with the secret of the message they change (https://github.com/WhiskeySockets/Baileys/pull/2547). */
export class MessageSecrets {
  readonly #proto: Proto;
  readonly #known = new Map<string, { secret: Uint8Array; at: number }>();

  constructor(proto: Proto) {
    this.#proto = proto;
  }

  /** Returns the message with its edit opened, or as it is; remembers its secret for an hour. */
  open(sent: WAMessage, now: number): WAMessage {
    const { message } = sent;
    const secret = message?.messageContextInfo?.messageSecret;
    if (secret && sent.key.id) this.#remember(keyOf(sent, sent.key.id), secret, now);
    const edit = message?.secretEncryptedMessage;
    const id = edit?.targetMessageKey?.id;
    const known = id && this.#known.get(keyOf(sent, id));
    if (edit?.secretEncType !== MESSAGE_EDIT || !id || !known) return sent;
    const opened = this.#openWith(known.secret, edit, { id, sent });
    const protocolMessage = opened && { ...opened, key: { ...opened.key, id } };
    return protocolMessage ? { ...sent, message: { protocolMessage } } : sent;
  }

  #remember(key: string, secret: Uint8Array, at: number): void {
    this.#known.delete(key);
    this.#known.set(key, { secret, at });
    for (const [oldest, { at: noted }] of this.#known) {
      if (this.#known.size <= MOST && noted > at - KEPT_MS) return;
      this.#known.delete(oldest);
    }
  }

  /** Tries each address of the sender: the phone derives its key from one of them. */
  #openWith(
    secret: Uint8Array,
    { encPayload, encIv }: proto.Message.ISecretEncryptedMessage,
    { id, sent }: { id: string; sent: WAMessage },
  ): proto.Message.IProtocolMessage | undefined {
    if (!encPayload || !encIv) return undefined;
    for (const jid of sendersOf(sent)) {
      try {
        const plain = decrypt(encPayload, encIv, keyFor(secret, id, jid));
        return this.#proto.Message.decode(plain).protocolMessage ?? undefined;
      } catch {
        // Sealed under another address, or not by this sender.
      }
    }
    return undefined;
  }
}

/** Returns the key of an edit; its author is the author of the message. */
export function keyFor(secret: Uint8Array, id: string, jid: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `${id}${jid}${jid}Message Edit`, 32));
}

function decrypt(sealed: Uint8Array, iv: Uint8Array, key: Buffer): Buffer {
  const opener = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES });
  opener.setAuthTag(sealed.subarray(-TAG_BYTES));
  return Buffer.concat([opener.update(sealed.subarray(0, -TAG_BYTES)), opener.final()]);
}

/** A message can be changed only by its sender. */
function keyOf(sent: WAMessage, id: string): string {
  return `${sent.key.remoteJid} ${sent.key.participant ?? ''} ${id}`;
}

function sendersOf({ key }: WAMessage): string[] {
  const known = key.participant
    ? [key.participant, key.participantAlt]
    : [key.remoteJid, key.remoteJidAlt];
  return known.map(bare).filter((jid) => jid !== undefined);
}
