import { randomUUID } from 'node:crypto';
import type { BinaryNode, proto } from '@whiskeysockets/baileys';
import type { Deliveries } from './deliveries.ts';
import { Inbox } from './inbox.ts';
import { Letters, type SendOptions } from './letters.ts';
import { type Attributes, node, secondsOf } from './nodes.ts';
import type { Phone, Sealed } from './phone.ts';

/** How a person appears in WhatsApp. */
export interface Appearance {
  name: string;
  addressing: 'lid' | 'pn';
  hidesPhone: boolean;
}

/** A message of the client, as it was addressed. */
export interface Envelope {
  id: string;
  chat: string;
}

/** WhatsApp on a citizen's phone: what it does by itself when messages come and go. */
export class Handset {
  readonly phone: Phone;
  readonly inbox = new Inbox();
  readonly letters: Letters;
  /** How often it could not open a message and asked for it again. */
  retries = 0;
  readonly #deliveries: Deliveries;
  readonly #appearance: Appearance;
  readonly #chats = new Map<string, string>();

  constructor(phone: Phone, deliveries: Deliveries, appearance: Appearance) {
    this.phone = phone;
    this.letters = new Letters(phone, deliveries);
    this.#deliveries = deliveries;
    this.#appearance = appearance;
  }

  /** The address that the client sees. */
  get jid(): string {
    return this.#appearance.addressing === 'lid' ? this.phone.lid : this.phone.pn;
  }

  send(content: proto.IMessage, options: SendOptions = {}): Promise<string> {
    return this.letters.send(content, { from: this.jid, ...this.#sender('sender') }, options);
  }

  sendUnavailable(): string {
    return this.letters.sendUnavailable({ from: this.jid, ...this.#sender('sender') });
  }

  showState(state: 'composing' | 'paused'): void {
    this.#deliveries.tellState(this.jid, state);
  }

  /** Rings; the client may reject the call. */
  call(): string {
    const id = randomUUID();
    const offer = node('offer', { 'call-id': id, 'call-creator': this.jid });
    const t = secondsOf(Date.now());
    this.#deliveries.notify(node('call', { from: this.jid, id, t }, [offer]));
    return id;
  }

  sendTo(room: string, content: proto.IMessage, options: SendOptions = {}): Promise<string> {
    const sender = { from: room, participant: this.jid, ...this.#sender('participant') };
    return this.letters.send(content, sender, { ...options, room });
  }

  /** Takes a message in a chat of two. */
  async accept(envelope: Envelope, sealed: Sealed): Promise<void> {
    const message = await this.open(envelope, sealed);
    if (message) this.inbox.add(envelope.id, message);
  }

  /** Opens a message and confirms it; asks for it again when that fails. */
  async open({ id, chat }: Envelope, sealed: Sealed): Promise<proto.IMessage | undefined> {
    this.#chats.set(id, chat);
    try {
      const message = await this.phone.open(sealed, chat);
      this.#deliveries.notify(this.#receipt(id));
      return message;
    } catch {
      this.retries += 1;
      this.requestRetry(id);
      return undefined;
    }
  }

  /** Asks the client to send a message again, with new keys to seal it with. */
  requestRetry(id: string): void {
    const { registration, rest } = this.phone.keysFor();
    const t = secondsOf(Date.now());
    const retry = node('retry', { count: '1', id, t, v: '1', error: '0' });
    const parts = [retry, registration, node('keys', {}, rest)];
    this.#deliveries.deliver(this.#receipt(id, { type: 'retry' }, parts));
  }

  #receipt(id: string, more: Attributes = {}, content?: BinaryNode[]): BinaryNode {
    const from = this.#chats.get(id) ?? this.jid;
    const participant = from.endsWith('@g.us') ? this.phone.lid : undefined;
    return node('receipt', { id, from, participant, t: secondsOf(Date.now()), ...more }, content);
  }

  #sender(role: 'sender' | 'participant'): Attributes {
    const { name, addressing, hidesPhone } = this.#appearance;
    const { lid, pn } = this.phone;
    const known: Attributes = { notify: name, addressing_mode: addressing };
    if (hidesPhone) return known;
    return {
      ...known,
      ...(addressing === 'lid' ? { [`${role}_pn`]: pn } : { [`${role}_lid`]: lid }),
    };
  }
}
