import { EventEmitter, once } from 'node:events';
import {
  type BaileysEventMap,
  initAuthCreds,
  makeWASocket,
  type WAMessage,
  type WASocket,
} from '@whiskeysockets/baileys';
import { MemoryKeys } from './memory-keys.ts';
import type { FakeWhatsApp } from './server.ts';
import { silentLogger } from './silent-logger.ts';
import './trust.ts';

/** A message as Baileys reports it. */
export interface Upsert {
  type: 'notify' | 'append';
  message: WAMessage;
}

type Events = Partial<BaileysEventMap>;

/** Baileys as it is, with its keys in memory; for the tests of the fake server itself. */
export class RealClient {
  readonly #server: FakeWhatsApp;
  #auth = newAuth();
  readonly #events: Events[] = [];
  readonly #news = new EventEmitter();
  #start = 0;
  #socket: WASocket | undefined;

  constructor(server: FakeWhatsApp) {
    this.#server = server;
  }

  get socket(): WASocket {
    if (!this.#socket) throw new Error('the client has not connected');
    return this.#socket;
  }

  connect(): void {
    this.startAnew();
    const auth = this.#auth;
    const socket = makeWASocket({
      waWebSocketUrl: this.#server.url,
      auth,
      version: [2, 3000, 1],
      logger: silentLogger,
      retryRequestDelayMs: 1,
    });
    this.#socket = socket;
    socket.ev.on('creds.update', (update) => Object.assign(auth.creds, update));
    socket.ev.process((events) => {
      this.#events.push(events);
      this.#news.emit('events');
    });
  }

  /** Pairs by QR and logs in. */
  async pair(): Promise<void> {
    this.connect();
    await this.#server.scan(await this.qr());
    await this.closed();
    await this.login();
  }

  async login(): Promise<void> {
    this.connect();
    await this.until((events) => events['connection.update']?.connection === 'open');
  }

  async end(): Promise<void> {
    await this.#socket?.end(undefined);
  }

  /** Lets `until` look only at what happens from here on. */
  startAnew(): void {
    this.#start = this.#events.length;
  }

  /** Loses its keys, as a client does that is to pair anew. */
  forget(): void {
    this.#auth = newAuth();
  }

  /** Another client with the same keys. */
  twin(): RealClient {
    const twin = new RealClient(this.#server);
    twin.#auth = this.#auth;
    return twin;
  }

  qr(): Promise<string> {
    return this.until((events) => events['connection.update']?.qr);
  }

  /** Waits for the connection to end; returns the code of the reason. */
  async closed(): Promise<number | undefined> {
    const update = await this.until((events) => {
      const { connection, lastDisconnect } = events['connection.update'] ?? {};
      return connection === 'close' && { error: lastDisconnect?.error };
    });
    return update.error && 'output' in update.error ? codeOf(update.error.output) : undefined;
  }

  /** Waits for a message to be reported with its content. */
  async message(id: string): Promise<Upsert> {
    return this.until(() => this.upserts(id).find(({ message }) => message.message), 0);
  }

  /** Every report of a message, or of all, oldest first. */
  upserts(id?: string): Upsert[] {
    return this.#events
      .flatMap((events) => events['messages.upsert'] ?? [])
      .flatMap(({ type, messages }) => messages.map((message) => ({ type, message })))
      .filter(({ message }) => id === undefined || message.key.id === id);
  }

  /** Waits for events, since the client connected, that `pick` finds something in. */
  async until<T>(
    pick: (events: Events) => T | undefined | null | false | '',
    from = this.#start,
  ): Promise<T> {
    const signal = AbortSignal.timeout(5000);
    for (let at = from; ; at += 1) {
      while (at >= this.#events.length) await this.#more(signal);
      const found = pick(this.#events[at] ?? {});
      if (found) return found;
    }
  }

  async #more(signal: AbortSignal): Promise<void> {
    try {
      await once(this.#news, 'events', { signal });
    } catch (cause) {
      throw new Error('Baileys has not reported what the test waits for', { cause });
    }
  }
}

function newAuth() {
  return { creds: initAuthCreds(), keys: new MemoryKeys() };
}

function codeOf(output: unknown): number | undefined {
  if (typeof output !== 'object' || output === null || !('statusCode' in output)) return undefined;
  return Number(output.statusCode);
}
