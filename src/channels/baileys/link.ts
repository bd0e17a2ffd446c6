import type * as wa from '@whiskeysockets/baileys';
import type { Health } from '../../ports/channel.ts';
import type { SessionStore } from '../../ports/channel-session-store.ts';
import { type AfterClose, afterClose, type Close } from './after-close.ts';
import { bare } from './jid.ts';
import { Lease } from './lease.ts';
import { type Baileys, closeOf, openSocket, type SocketParts } from './open-socket.ts';

export interface LinkParts extends SocketParts {
  sessions: SessionStore;
  /** The operator's name for the number, not the number itself. */
  account: string;
  now(): number;
  onMessages(messages: wa.BaileysEventMap['messages.upsert']['messages']): void;
  onUpdates(updates: wa.BaileysEventMap['messages.update']): void;
  /** A call, which nobody can answer. */
  onCall(call: wa.WACallEvent): void;
  /** The server's answer to a message of ours: accepted, or refused with an error. */
  onAck(id: string, error: number | undefined): void;
  /** Somebody types in a chat, or records their voice, or has stopped. */
  onTyping(chat: string, isTyping: boolean): void;
  /** Text of a QR code for the phone to scan. */
  onCode(qr: string): void;
  /** The connection is lost, temporarily or for good. */
  onAway(): void;
  /** The device was removed in WhatsApp; the next one starts without keys. */
  onRemoved(): void;
}

const OWNER_RETRY_MS = 5000;
const FAULT_RETRY_MS = 5000;
const REPLACED = 440; // WhatsApp's own code for this

/** Connection to WhatsApp, opened under a lease and reopened after every close that allows it. */
export class Link {
  readonly #parts: LinkParts;
  readonly #baileys: Baileys;
  readonly lease: Lease;
  #socket: wa.WASocket | undefined;
  #state: Health = { state: 'starting' };
  #pause: string | undefined;
  #lockedUntil = 0;
  #attempt = 0;
  #isOutdated = false;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(parts: LinkParts, baileys: Baileys) {
    this.#parts = parts;
    this.#baileys = baileys;
    this.lease = new Lease(parts.sessions, parts.account, parts.now);
  }

  get health(): Health {
    if (this.#state.state !== 'ok' || this.#pause === undefined) return this.#state;
    return { state: 'paused', reason: this.#pause };
  }

  get socket(): wa.WASocket | undefined {
    return this.#state.state === 'ok' ? this.#socket : undefined;
  }

  /** Until when, in milliseconds, WhatsApp lets the number write only to who has written; or 0. */
  get lockedUntil(): number {
    return this.#lockedUntil;
  }

  /** Our own addresses: phone number and LID, if known. */
  get own(): string[] {
    const { id, lid } = this.#socket?.user ?? {};
    return [bare(id), bare(lid)].filter((jid) => jid !== undefined);
  }

  /** Opens the connection; retries after any failure. */
  async start(): Promise<void> {
    if (this.#isClosed) return;
    try {
      const isOurs = await this.lease.hold({
        onLost: () => this.#onClose({ code: REPLACED }),
        onError: (error) => this.#report(error, 'the lease could not be renewed'),
      });
      if (isOurs) await this.#connect();
      else {
        this.#state = { state: 'standby', reason: 'another process uses this number' };
        this.#again(OWNER_RETRY_MS);
      }
    } catch (error) {
      this.#report(error, 'WhatsApp could not be opened');
      this.#drop();
      this.#again(FAULT_RETRY_MS);
    }
  }

  /** Requests a code to type instead of scanning; takes the number in digits, with 62. */
  requestCode(phone: string): Promise<string> {
    if (!this.#socket) throw new Error('there is no connection to WhatsApp yet');
    return this.#socket.requestPairingCode(phone);
  }

  /** Stops sending until an operator has looked, also on new connections; receiving goes on. */
  pause(reason: string): void {
    this.#pause = reason;
    this.#parts.log.error({ reason }, 'WhatsApp: sending has stopped');
  }

  async close(): Promise<void> {
    this.#stop();
    this.#isClosed = true;
    await this.lease.release();
  }

  async #connect(): Promise<void> {
    const { openAuthState } = await import('./auth-state.ts'); // late: it imports Baileys
    const { sessions, account, now, version } = this.#parts;
    const { state, saveCreds } = await openAuthState(sessions, account, now);
    const known = await version(this.#isOutdated);
    if (this.#isClosed) return;
    const socket = openSocket(this.#baileys, { auth: state, version: known }, this.#parts);
    this.#socket = socket;
    // Also for a socket that was left: the messages it received are not delivered again.
    const ifRunning = (act: () => void) => !this.#isClosed && act();
    socket.ev.on('messages.upsert', ({ messages }) =>
      ifRunning(() => this.#parts.onMessages(messages)),
    );
    socket.ev.on('messages.update', (updates) => ifRunning(() => this.#parts.onUpdates(updates)));
    socket.ev.on('call', (calls) => {
      for (const call of calls.filter(({ status }) => status === 'offer')) {
        socket.rejectCall(call.id, call.from).catch(() => {}); // ends by itself
        ifRunning(() => this.#parts.onCall(call));
      }
    });
    this.#listen(socket, (changes) => {
      Object.assign(state.creds, changes);
      saveCreds().catch((error: unknown) => this.#lose(socket, error));
    });
  }

  /** Listens to the rest; events of one connection arrive in order. */
  #listen(socket: wa.WASocket, onCreds: (changes: Partial<wa.AuthenticationCreds>) => void): void {
    const { onTyping, onAck } = this.#parts;
    const ifCurrent = (act: () => void) => socket === this.#socket && act();
    socket.ev.on('creds.update', (changes) => ifCurrent(() => onCreds(changes)));
    socket.ev.on('presence.update', ({ id, presences }) => {
      const doing = presences[id]?.lastKnownPresence;
      onTyping(id, doing === 'composing' || doing === 'recording');
    });
    // Baileys passes on only refusals, and late.
    socket.ws.on('CB:ack,class:message', ({ attrs }: { attrs: Record<string, string> }) => {
      onAck(attrs.id ?? '', attrs.error === undefined ? undefined : Number(attrs.error));
    });
    socket.ev.on('connection.update', ({ connection, lastDisconnect, qr, reachoutTimeLock }) =>
      ifCurrent(() => {
        if (reachoutTimeLock) this.#onLock(endOf(reachoutTimeLock));
        if (qr !== undefined) {
          this.#state = { state: 'down', reason: 'not paired yet: run posko pair' };
          this.#parts.onCode(qr);
        }
        if (connection === 'open') this.#onOpen();
        if (connection === 'close') this.#onClose(closeOf(lastDisconnect?.error));
      }),
    );
  }

  #onOpen(): void {
    this.#attempt = 0;
    this.#state = { state: 'ok' };
    this.#parts.log.info('WhatsApp is connected');
  }

  /** `until` when no chats may be opened, in milliseconds; 0 where the lock has ended. */
  #onLock(until: number): void {
    this.#lockedUntil = until;
    if (until > 0) this.#parts.log.error('WhatsApp lets this number open no chats');
  }

  #onClose(close: Close): void {
    this.#drop();
    if (this.#isClosed) return;
    const next = afterClose(close, this.#attempt, Math.random());
    this.#attempt += 1;
    const { reason } = next;
    this.#state = reason === undefined ? { state: 'starting' } : { state: 'down', reason };
    if (reason !== undefined)
      this.#parts.log.error({ code: close.code, reason }, 'WhatsApp is closed');
    this.#goOn(next).catch((error: unknown) => {
      this.#report(error, 'WhatsApp could not be left');
      this.#again(FAULT_RETRY_MS);
    });
  }

  async #goOn(next: AfterClose): Promise<void> {
    if (next.type === 'stop') {
      this.#stop();
      await this.lease.release();
    } else if (next.type === 'pair') {
      await this.#parts.sessions.forget(this.#parts.account);
      this.#parts.onRemoved();
      this.#again(0);
    } else {
      this.#isOutdated = next.renew === true;
      this.#again(next.ms);
    }
  }

  /** Stops a device whose keys cannot be stored: it would lose what it cannot decrypt again. */
  #lose(socket: wa.WASocket, error: unknown): void {
    this.#report(error, 'the keys of WhatsApp could not be kept');
    socket.end(undefined);
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#drop();
  }

  #drop(): void {
    const socket = this.#socket;
    this.#socket = undefined;
    this.#parts.onAway();
    socket?.ev.removeAllListeners('connection.update');
    socket?.ev.flush(); // acknowledged messages must not stay in a buffer
    socket?.end(undefined);
  }

  #again(ms: number): void {
    clearTimeout(this.#timer);
    if (!this.#isClosed) this.#timer = setTimeout(() => void this.start(), ms);
  }

  #report(error: unknown, what: string): void {
    this.#parts.log.error({ error }, what);
  }
}

function endOf({ isActive, timeEnforcementEnds }: wa.ReachoutTimelockState): number {
  return isActive ? (timeEnforcementEnds?.getTime() ?? 0) : 0;
}
