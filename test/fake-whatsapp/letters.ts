import { randomBytes } from 'node:crypto';
import type { BinaryNode, proto } from '@whiskeysockets/baileys';
import type { Deliveries } from './deliveries.ts';
import { type Attributes, node, secondsOf } from './nodes.ts';
import type { Phone, Sealed } from './phone.ts';

/** The id of a message and its time in milliseconds; made up and now unless told. */
export interface SendOptions {
  id?: string;
  at?: number;
}

interface Letter {
  content: proto.IMessage;
  attributes: Attributes;
  room: string | undefined;
  stanza: BinaryNode;
}

/** What a person has sent, so that it can be sent again. */
export class Letters {
  readonly #phone: Phone;
  readonly #deliveries: Deliveries;
  readonly #sent = new Map<string, Letter>();

  constructor(phone: Phone, deliveries: Deliveries) {
    this.#phone = phone;
    this.#deliveries = deliveries;
  }

  async send(
    content: proto.IMessage,
    sender: Attributes,
    { id = newId(), at = Date.now(), room }: SendOptions & { room?: string } = {},
  ): Promise<string> {
    const attributes = { ...sender, id, t: secondsOf(at), type: kindOf(content) };
    await this.#seal({ content, attributes, room });
    return id;
  }

  /** Sends a notice of a message that only the account's phone can show. */
  sendUnavailable(sender: Attributes): string {
    const id = newId();
    const attributes = { ...sender, id, t: secondsOf(Date.now()), type: 'media' };
    const notice = node('unavailable', { type: 'view_once' });
    this.#deliveries.deliver(node('message', attributes, [notice]));
    return id;
  }

  /** What a message says. */
  contentOf(id: string): proto.IMessage {
    return this.#letter(id).content;
  }

  duplicate(id: string): void {
    this.#deliveries.deliver(this.#letter(id).stanza);
  }

  /** Sends a message again, sealed anew. */
  resend(id: string): Promise<void> {
    return this.#seal(this.#letter(id));
  }

  /** Answers a client that could not open a message; with its keys it asks for a new session. */
  async retry(id: string, { count, anew }: { count: string; anew: boolean }): Promise<void> {
    if (anew) await this.#phone.forget();
    await this.#seal(this.#letter(id), count);
  }

  async #seal(letter: Omit<Letter, 'stanza'>, count?: string): Promise<void> {
    const { content, room, attributes } = letter;
    const sealed = room
      ? await this.#phone.sealForGroup(room, content)
      : [await this.#phone.seal(content)];
    const parts = sealed.map((part) => partOf(part, count));
    const stanza = node('message', attributes, parts);
    this.#sent.set(attributes.id ?? '', { ...letter, stanza });
    this.#deliveries.deliver(stanza);
  }

  #letter(id: string): Letter {
    const letter = this.#sent.get(id);
    if (!letter) throw new Error(`no message ${id} has been sent`);
    return letter;
  }
}

function partOf({ type, ciphertext }: Sealed, count: string | undefined): BinaryNode {
  return node('enc', { v: '2', type, count }, ciphertext);
}

function newId(): string {
  return `3A${randomBytes(9).toString('hex').toUpperCase()}`;
}

function kindOf(content: proto.IMessage): string {
  if (content.reactionMessage) return 'reaction';
  if (content.pollCreationMessageV3 || content.pollUpdateMessage) return 'poll';
  const media = ['image', 'video', 'ptv', 'audio', 'document', 'sticker', 'contact', 'location'];
  return media.some((kind) => `${kind}Message` in content) ? 'media' : 'text';
}
