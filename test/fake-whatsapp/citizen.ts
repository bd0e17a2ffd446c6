import { proto } from '@whiskeysockets/baileys';
import type { Deliveries } from './deliveries.ts';
import type { Handset } from './handset.ts';
import type { Received } from './inbox.ts';
import type { SendOptions } from './letters.ts';

const { MESSAGE_EDIT, REVOKE } = proto.Message.ProtocolMessage.Type;

/** A citizen, whose phone seals and opens messages as a real one does. */
export class FakeCitizen {
  readonly name: string;
  /** The address without the number: `…@lid`. */
  readonly lid: string;
  /** The address with the number: `…@s.whatsapp.net`. */
  readonly pn: string;
  /** The number, digits only. */
  readonly phone: string;
  /** The address that the client sees as the chat, `lid` or `pn`. */
  readonly jid: string;
  /** The citizen's WhatsApp, for the rest of the fake server. */
  readonly handset: Handset;
  readonly #deliveries: Deliveries;

  constructor(name: string, handset: Handset, deliveries: Deliveries) {
    this.name = name;
    this.lid = handset.phone.lid;
    this.pn = handset.phone.pn;
    this.phone = this.pn.replace(/@.*/, '');
    this.jid = handset.jid;
    this.handset = handset;
    this.#deliveries = deliveries;
  }

  /** What has arrived from the client in a chat of two, in order, every arrival of it. */
  get received(): readonly Received[] {
    return this.handset.inbox.received;
  }

  /** Waits for the next message that has not been taken yet. */
  next(timeoutMs?: number): Promise<Received> {
    return this.handset.inbox.next(timeoutMs);
  }

  /** Sends a message, kept for the client until it answers; returns the message's id. */
  send(content: proto.IMessage, options?: SendOptions): Promise<string> {
    return this.handset.send(content, options);
  }

  /** Sends a text. */
  write(text: string, options?: SendOptions): Promise<string> {
    return this.send({ conversation: text }, options);
  }

  /** Sends the very same stanza again. */
  async duplicate(id: string): Promise<void> {
    this.handset.letters.duplicate(id);
  }

  /** Sends the same message again, sealed anew. */
  redeliver(id: string): Promise<void> {
    return this.handset.letters.resend(id);
  }

  /** Replaces what a message says; returns the id of the edit. */
  edit(id: string, content: proto.IMessage): Promise<string> {
    const key = { id, fromMe: true, remoteJid: this.jid };
    return this.send({ protocolMessage: { key, type: MESSAGE_EDIT, editedMessage: content } });
  }

  /** Deletes a message for everyone; returns the id of the deletion. */
  revoke(id: string): Promise<string> {
    const key = { id, fromMe: true, remoteJid: this.jid };
    return this.send({ protocolMessage: { key, type: REVOKE } });
  }

  /** Reacts to a message of the client; an empty text takes the reaction back. */
  react(id: string, text: string): Promise<string> {
    const key = { id, fromMe: false, remoteJid: this.jid };
    return this.send({ reactionMessage: { key, text, senderTimestampMs: Date.now() } });
  }

  /** Posts a status update, which everyone gets. */
  postStatus(content: proto.IMessage): Promise<string> {
    return this.handset.sendTo('status@broadcast', content);
  }

  /** Sends a photo that can be seen once, and only on the account's phone. */
  async sendViewOnce(): Promise<string> {
    return this.handset.sendUnavailable();
  }

  /** Begins to type, or stops. */
  type(state: 'composing' | 'paused'): void {
    this.handset.showState(state);
  }

  /** Calls the client; returns the id of the call. */
  async call(): Promise<string> {
    return this.handset.call();
  }

  /** Whether the client has sent a delivery receipt. */
  acknowledged(id: string): boolean {
    return this.#deliveries.hasDelivered(id);
  }

  /** Whether the client has marked a message as read. */
  sawRead(id: string): boolean {
    return this.#deliveries.hasRead(id);
  }

  /** Claims that a message could not be opened: the client sends it again, same id. */
  async requestRetry(id: string): Promise<void> {
    this.handset.requestRetry(id);
  }

  /** Begins the session with the client anew, with the same keys, as phones do after trouble. */
  beginAnew(): Promise<void> {
    return this.handset.phone.forget();
  }

  /** Loses all keys, as when WhatsApp is installed anew. */
  reinstall(): void {
    this.handset.phone.renew();
  }
}
