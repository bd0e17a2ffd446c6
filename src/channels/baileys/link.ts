import type { BaileysEventMap, WASocket } from '@whiskeysockets/baileys';
import type { Health } from '../../tipline/channel.ts';
import type { SessionStore } from '../../tipline/ports.ts';
import { afterClose } from './after-close.ts';
import { bare } from './jid.ts';
import { Lease } from './lease.ts';
import { type Baileys, openSocket, type SocketParts } from './open-socket.ts';
import { statusOf } from './status-of.ts';

/** What a link needs to be the one device of an account. */
export interface LinkParts extends SocketParts {
  sessions: SessionStore;
  /** A name of the operator's for the number; not the number itself. */
  account: string;
  now(): number;
  onMessages(messages: BaileysEventMap['messages.upsert']['messages']): void;
  onUpdates(updates: BaileysEventMap['messages.update']): void;
  onAck(id: string, error: number | undefined): void;
  /** The connection is gone, for now or for good. */
  onAway(): void;
  /** A text to be shown as a QR code, for the phone to scan. */
  onCode(qr: string): void;
}

const RENEW_MS = 10_000;
const OWNER_RETRY_MS = 5000;

/** The connection to WhatsApp: opened under a lease, opened again after every close that allows it. */
export class Link {
  readonly #parts: LinkParts;
  readonly #baileys: Baileys;
  readonly #lease: Lease;
  #socket: WASocket | undefined;
  #health: Health = { state: 'starting' };
  #attempt = 0;
  #timer: NodeJS.Timeout | undefined;
  #renewal: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(parts: LinkParts, baileys: Baileys) {
    this.#parts = parts;
    this.#baileys = baileys;
    this.#lease = new Lease(parts.sessions, parts.account, parts.now);
  }

  get health(): Health {
    return this.#health;
  }

  /** The open socket, or undefined while there is none. */
  get socket(): WASocket | undefined {
    return this.#health.state === 'ok' ? this.#socket : undefined;
  }

  /** Our own addresses: phone number and LID, where they are known. */
  get own(): string[] {
    const { id, lid } = this.#socket?.user ?? {};
    return [bare(id), bare(lid)].filter((jid) => jid !== undefined);
  }

  async start(): Promise<void> {
    if (this.#isClosed) return;
    if (!(await this.#lease.renew())) {
      this.#health = { state: 'down', reason: 'another process uses this number' };
      this.#again(OWNER_RETRY_MS);
      return;
    }
    this.#renewal ??= setInterval(() => void this.#keepLease(), RENEW_MS);
    await this.#connect().catch((error: unknown) => {
      this.#parts.log.error({ reason: String(error) }, 'WhatsApp could not be opened');
      this.#onClose(undefined);
    });
  }

  /** Asks for a code to type into the phone instead of scanning; the number in digits, with 62. */
  requestCode(phone: string): Promise<string> {
    if (!this.#socket) throw new Error('there is no connection to WhatsApp yet');
    return this.#socket.requestPairingCode(phone);
  }

  /** Sends nothing more before an operator has looked; the connection stays. */
  pause(reason: string): void {
    this.#health = { state: 'paused', reason };
    this.#parts.log.error({ reason }, 'WhatsApp: sending has stopped');
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer);
    clearInterval(this.#renewal);
    const socket = this.#socket;
    this.#drop();
    socket?.ev.flush(); // what has been acknowledged must not stay in a buffer
    this.#isClosed = true;
    await this.#lease.release();
  }

  async #connect(): Promise<void> {
    const { openAuthState } = await import('./auth-state.ts'); // only now, as it imports Baileys
    const { sessions, account, now } = this.#parts;
    const auth = await openAuthState(sessions, account, now);
    const socket = openSocket(this.#baileys, auth.state, this.#parts);
    this.#socket = socket;
    socket.ev.on('creds.update', (changes) => {
      Object.assign(auth.state.creds, changes);
      void auth.saveCreds().catch((error: unknown) => this.#lose(error));
    });
    socket.ev.on('messages.upsert', ({ messages }) => this.#parts.onMessages(messages));
    socket.ev.on('messages.update', (updates) => this.#parts.onUpdates(updates));
    socket.ws.on('CB:ack,class:message', ({ attrs }: { attrs: Record<string, string> }) => {
      this.#parts.onAck(
        attrs.id ?? '',
        attrs.error === undefined ? undefined : Number(attrs.error),
      );
    });
    socket.ev.on('connection.update', ({ connection, lastDisconnect, qr }) => {
      if (socket !== this.#socket) return;
      if (qr !== undefined) this.#offer(qr);
      if (connection === 'open') this.#onOpen();
      if (connection === 'close') this.#onClose(statusOf(lastDisconnect?.error));
    });
  }

  #offer(qr: string): void {
    this.#health = { state: 'down', reason: 'not paired yet: run posko pair' };
    this.#parts.onCode(qr);
  }

  #onOpen(): void {
    this.#attempt = 0;
    if (this.#health.state !== 'paused') this.#health = { state: 'ok' };
    this.#parts.log.info('WhatsApp is connected');
  }

  #onClose(code: number | undefined): void {
    this.#drop();
    if (this.#isClosed) return;
    const next = afterClose(code, this.#attempt, Math.random());
    this.#attempt += 1;
    const { log, sessions, account } = this.#parts;
    if (next.type === 'again' && next.alarm === undefined) {
      if (this.#health.state !== 'paused') this.#health = { state: 'starting' };
      this.#again(next.ms);
      return;
    }
    const reason = next.alarm ?? '';
    log.error({ code, reason }, 'WhatsApp has closed the connection');
    this.#health = { state: 'down', reason };
    if (next.type === 'again') this.#again(next.ms);
    if (next.type === 'pair') void sessions.forget(account).then(() => this.#again(0));
  }

  /** A device whose keys cannot be kept must not go on: it would lose what it cannot decrypt again. */
  #lose(error: unknown): void {
    this.#parts.log.error({ reason: String(error) }, 'the keys of WhatsApp could not be kept');
    this.#socket?.end(undefined);
  }

  #drop(): void {
    const socket = this.#socket;
    this.#socket = undefined;
    this.#parts.onAway();
    socket?.ev.removeAllListeners('connection.update');
    socket?.end(undefined);
  }

  #again(ms: number): void {
    clearTimeout(this.#timer);
    if (!this.#isClosed) this.#timer = setTimeout(() => void this.start(), ms);
  }

  async #keepLease(): Promise<void> {
    if (this.#isClosed || (await this.#lease.renew())) return;
    this.#parts.log.error('another process has taken over the number');
    this.#onClose(440);
  }
}
