import type { BaileysEventMap, proto, WAMessage, WAMessageKey } from '@whiskeysockets/baileys';
import type { Address } from '../../domain/messages/message.ts';
import type { Channel, Fetched, Health, Outgoing, Receipt, Sent } from '../../ports/channel.ts';
import type { Delivered } from '../../services/messaging/receive.ts';
import { Acks } from './acks.ts';
import { fetchBaileysFile } from './fetch-baileys-file.ts';
import { addressOf, BAILEYS } from './jid.ts';
import { Link, type LinkParts } from './link.ts';
import { MessageSecrets } from './message-secrets.ts';
import type { Baileys } from './open-socket.ts';
import { Presence } from './presence.ts';
import { type Incoming, type Reader, readCall, readIncoming } from './read-upsert.ts';
import type { HumanPace } from './send-pace.ts';
import { Sender } from './sender.ts';
import { SentTexts } from './sent-texts.ts';
import { Timers } from './timers.ts';

type FromLink = 'sessions' | 'account' | 'url' | 'version' | 'groups' | 'log' | 'now';

export interface BaileysParts extends Pick<LinkParts, FromLink> {
  pace: HumanPace;
  /** Time in which a message that could not be decrypted must arrive again. */
  sealedMs?: number;
  /** Stores messages without waking a turn: their keys are not saved yet. */
  keep(deliveries: readonly Delivered[]): Promise<unknown>;
  /** Stores these messages again, and all others, and wakes their turns. */
  receive(deliveries: readonly Delivered[]): Promise<unknown>;
  note(receipts: readonly Receipt[]): Promise<void>;
  onTyping?(from: Address, isTyping: boolean): void;
  onCode(qr: string): void;
}

const SINCE = { type: 'since', id: 'own' };
const PRUNE_MS = 3_600_000;
const RECENT_MS = 20_000;

/** Channel of a linked device; phones show a message id only once. */
export class BaileysChannel implements Channel {
  readonly name = BAILEYS;
  readonly account: string;
  readonly reconcileMs = 0;
  readonly #parts: BaileysParts;
  readonly #baileys: Baileys;
  readonly #link: Link;
  readonly #sent: SentTexts;
  readonly #timers: Timers;
  readonly #sealed: SealedLetters;
  readonly #sender: Sender;
  readonly #presence = new Presence();
  readonly #secrets: MessageSecrets;
  #since: number;
  #pruning: NodeJS.Timeout | undefined;

  constructor(parts: BaileysParts, baileys: Baileys) {
    const { sessions, account, pace, now } = parts;
    const acks = new Acks();
    this.#parts = parts;
    this.account = account;
    this.#baileys = baileys;
    this.#secrets = new MessageSecrets(baileys.proto);
    this.#since = now();
    this.#sent = new SentTexts(sessions, account);
    this.#timers = new Timers(sessions, account);
    this.#sealed = new SealedLetters((letter) => this.#receive([letter]), parts.sealedMs);
    this.#link = new Link(
      {
        ...parts,
        onOpened: (message) => this.#keep(message),
        onMessages: (messages) => this.#take(messages),
        onUpdates: (updates) => this.#update(updates),
        onCall: (call) => {
          const delivered = readCall(call, this.#reader());
          if (delivered) this.#receive([delivered]);
        },
        onAck: (id, error) => acks.settle(id, error),
        onTyping: (chat, isTyping) => {
          const from = addressOf(account, { remoteJid: chat });
          if (from) parts.onTyping?.(from, isTyping);
        },
        onAway: () => acks.giveUp(),
        onRemoved: () => this.#try(this.#begin()),
        getMessage: (id) => this.#sent.find(id),
      },
      baileys,
    );
    const [link, sent, timers, since] = [this.#link, this.#sent, this.#timers, () => this.#since];
    const encode = (message: proto.IMessage) => baileys.proto.Message.encode(message).finish();
    const { log } = parts;
    this.#sender = new Sender({ link, acks, sent, timers, pace, log, now, since, encode });
  }

  async start(): Promise<void> {
    await this.#begin();
    const prune = () => this.#try(this.#sent.prune(this.#parts.now()));
    this.#pruning = setInterval(prune, PRUNE_MS);
    await this.#link.start();
  }

  requestCode(phone: string): Promise<string> {
    return this.#link.requestCode(phone);
  }

  health(): Health {
    return this.#link.health;
  }

  isHeld(): boolean {
    return this.#link.lease.isOurs;
  }

  waitMs(outgoing: Outgoing): number {
    return this.#sender.waitMs(outgoing);
  }

  send(outgoing: Outgoing): Promise<Sent> {
    return this.#sender.send(outgoing);
  }

  async fetchFile(reference: string): Promise<Fetched> {
    const { socket } = this.#link;
    if (!socket) throw new Error('WhatsApp is not connected');
    const isTest = this.#parts.url !== undefined;
    const hosts = isTest ? /^https:\/\/localhost:/ : /^https:\/\/[\w.-]+\.whatsapp\.net\//;
    const isTrusted = (url: string) => hosts.test(url);
    return fetchBaileysFile(this.#baileys, socket, { reference, isTrusted });
  }

  async close(): Promise<void> {
    clearInterval(this.#pruning);
    this.#sealed.close();
    this.#presence.close();
    await this.#link.close();
  }

  async #keep(message: WAMessage): Promise<void> {
    const incoming = this.#read(message);
    if (incoming.type === 'message') await this.#parts.keep([incoming.delivered]);
  }

  #read(message: WAMessage): Incoming {
    const reader = this.#reader();
    return readIncoming(this.#secrets.open(message, reader.now), reader);
  }

  #reader(): Reader {
    const { account, groups, now } = this.#parts;
    return { account, groups, own: this.#link.own, now: now() };
  }

  /** Reads since when the device is in use, or that it is new. */
  async #begin(): Promise<void> {
    const { sessions, account, now } = this.#parts;
    const known = (await sessions.read(account, SINCE.type, [SINCE.id])).get(SINCE.id);
    this.#since = Number(known ?? now());
    if (known === undefined) {
      await sessions.write(account, [{ ...SINCE, value: String(this.#since) }], now());
    }
    await this.#sent.prune(now());
  }

  #take(messages: readonly WAMessage[]): void {
    const deliveries: Delivered[] = [];
    for (const message of messages) {
      const incoming = this.#read(message);
      if (message.message) this.#sealed.drop(message.key);
      if (incoming.type === 'sealed') this.#sealed.put(message.key, incoming.delivered);
      if (incoming.type !== 'message') continue;
      const { delivered, timer } = incoming;
      deliveries.push(delivered);
      this.#listen(delivered);
      this.#try(this.#timers.keep(delivered.from.chat, timer, this.#parts.now()));
    }
    if (deliveries.length > 0) this.#receive(deliveries);
  }

  /** Somebody who writes just now may write on; who wrote while we were away has done so. */
  #listen({ from, message }: Delivered): void {
    const { socket } = this.#link;
    if (!socket || from.isGroup || this.#parts.now() - message.sentAt > RECENT_MS) return;
    this.#try(this.#presence.ask(socket, from.chat));
  }

  #receive(deliveries: readonly Delivered[]): void {
    this.#try(this.#parts.receive(deliveries));
  }

  #update(updates: BaileysEventMap['messages.update']): void {
    for (const { key, update } of updates) {
      const state = stateOf(update.status);
      if (key.fromMe && key.id && state) this.#try(this.#note(key.id, state));
    }
  }

  async #note(id: string, state: Receipt['state']): Promise<void> {
    const sent = await this.#sent.find(id);
    if (sent) await this.#parts.note([{ reply: sent.reply, state, at: this.#parts.now() }]);
  }

  /** Logs the parts of an error that no citizen can have written: its kind, code and place. */
  #try(work: Promise<unknown>): void {
    work.catch((error: unknown) => {
      this.#parts.log.error({ error }, 'something from WhatsApp could not be kept');
    });
  }
}

/** Reads a receipt by WhatsApp's numbers: 2 accepted, 3 delivered, 4 read, 5 played. */
function stateOf(status: number | null | undefined): Receipt['state'] | undefined {
  if (status === 2) return 'sent';
  if (status === 3) return 'delivered';
  return status === 4 || status === 5 ? 'read' : undefined;
}

/** Phones that are on answer a request for a message within seconds. */
const SEALED_MS = 60_000;

const MOST = 5000;

/** Messages that could not be decrypted; passed on as unreadable if they do not arrive again. */
export class SealedLetters {
  readonly #waiting = new Map<string, NodeJS.Timeout>();
  readonly #giveUp: (delivered: Delivered) => void;
  readonly #patienceMs: number;

  constructor(giveUp: (delivered: Delivered) => void, patienceMs = SEALED_MS) {
    this.#giveUp = giveUp;
    this.#patienceMs = patienceMs;
  }

  put(envelope: Envelope, delivered: Delivered): void {
    const key = keyOf(envelope);
    if (this.#waiting.has(key) || this.#waiting.size >= MOST) return;
    const timer = setTimeout(() => {
      this.#waiting.delete(key);
      this.#giveUp(delivered);
    }, this.#patienceMs);
    this.#waiting.set(key, timer);
  }

  drop(envelope: Envelope): void {
    const key = keyOf(envelope);
    clearTimeout(this.#waiting.get(key));
    this.#waiting.delete(key);
  }

  close(): void {
    for (const timer of this.#waiting.values()) clearTimeout(timer);
    this.#waiting.clear();
  }
}

type Envelope = Pick<WAMessageKey, 'remoteJid' | 'participant' | 'id'>;

function keyOf({ remoteJid, participant, id }: Envelope): string {
  return [remoteJid, participant, id].join(' ');
}
