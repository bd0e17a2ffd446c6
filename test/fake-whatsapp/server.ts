import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { proto } from '@whiskeysockets/baileys';
import { WebSocketServer } from 'ws';
import type { FakeCitizen } from './citizen.ts';
import { Connection } from './connection.ts';
import type { Refusal } from './faults.ts';
import type { FakeGroup } from './group.ts';
import type { MediaKind, MediaOptions } from './media.ts';
import { MediaHost } from './media-host.ts';
import { node } from './nodes.ts';
import { type Parts, partsFor } from './parts.ts';
import type { CitizenOptions } from './people.ts';
import { type StreamErrorKind, streamError } from './stream-error.ts';
import { Switchboard } from './switchboard.ts';

/** The account that clients pair with, and where the server listens; any free port by default. */
export interface FakeWhatsAppOptions {
  phone?: string;
  lid?: string;
  port?: number;
}

/** A WhatsApp server with one account, to which one client connects over a WebSocket. */
export class FakeWhatsApp {
  /** What to give Baileys as `waWebSocketUrl`. */
  readonly url: string;
  readonly #server: WebSocketServer;
  readonly #mediaHost: MediaHost;
  readonly #parts: Parts;
  readonly #switchboard: Switchboard;

  private constructor(server: WebSocketServer, mediaHost: MediaHost, parts: Parts) {
    // A server that listens on a port has an address of this form.
    const { port } = server.address() as AddressInfo;
    this.url = `ws://127.0.0.1:${port}/ws/chat`;
    this.#server = server;
    this.#mediaHost = mediaHost;
    this.#parts = parts;
    this.#switchboard = new Switchboard(parts);
    server.on('connection', (socket) => new Connection(socket, this.#switchboard));
  }

  static async start({
    phone = '6281200000000',
    lid = '100000000000000',
    port = 0,
  }: FakeWhatsAppOptions = {}): Promise<FakeWhatsApp> {
    const server = new WebSocketServer({ host: '127.0.0.1', port });
    await once(server, 'listening');
    const mediaHost = await MediaHost.start();
    return new FakeWhatsApp(server, mediaHost, partsFor({ phone, lid }, mediaHost));
  }

  /** What the client has asked for and the server had no answer to; a test wants it empty. */
  get unhandled(): readonly string[] {
    return this.#parts.queries.unhandled;
  }

  /** How often the client has logged in. */
  get logins(): number {
    return this.#switchboard.logins;
  }

  /** Whether the client has logged in and receives messages. */
  get online(): boolean {
    return this.#parts.deliveries.online;
  }

  /** How many messages the client has not answered for yet. */
  get waiting(): number {
    return this.#parts.deliveries.waiting;
  }

  /** How often the client could not open a message and asked for it again. */
  get retries(): number {
    return this.#switchboard.retries;
  }

  /** The calls that the client has rejected, by id. */
  get rejectedCalls(): readonly string[] {
    return this.#switchboard.rejectedCalls;
  }

  /** The account's phone scans a QR text; the client is then told to connect anew. */
  scan(qr: string): Promise<void> {
    return this.#parts.desk.scan(qr);
  }

  /** Whether the client has asked for a code to be typed on the account's phone. */
  get pairingCodeRequested(): boolean {
    return this.#parts.desk.codeAwaited;
  }

  /** Types a code on the account's phone, once the client has asked for it. */
  enterCode(code: string): Promise<void> {
    return this.#parts.desk.enterCode(code);
  }

  citizen(name: string, options?: CitizenOptions): FakeCitizen {
    return this.#parts.people.citizen(name, options);
  }

  group(name: string, members: readonly FakeCitizen[]): FakeGroup {
    return this.#parts.people.group(name, members);
  }

  /** Someone writes to a citizen on the account's phone instead of through the client. */
  writeOnPhone(to: FakeCitizen, text: string): Promise<string> {
    return this.#parts.ownPhone.write(to, text);
  }

  /** The picture of a message of the client, opened as a phone does. */
  openPicture(message: proto.IMessage): Promise<Uint8Array | undefined> {
    return this.#parts.media.open(message);
  }

  /** Refuses the next uploads. */
  refuseUploads(count: number): void {
    this.#mediaHost.refusals = count;
  }

  /** The content of a media message, its bytes sealed and kept on the media host. */
  mediaMessage(
    kind: MediaKind,
    bytes: Uint8Array,
    options?: MediaOptions,
  ): Promise<proto.IMessage> {
    return this.#parts.media.message(kind, bytes, options);
  }

  /** Closes the socket without a word. */
  drop(): void {
    this.#switchboard.current?.drop();
  }

  /** Ends the connection with an error; `removed` also takes the client off the account. */
  streamError(kind: StreamErrorKind): void {
    if (kind === 'removed') this.#parts.desk.paired = false;
    this.#switchboard.current?.endWith(streamError(kind));
  }

  /** Forbids the account to open chats until a time in seconds, or allows it again. */
  lockChats(untilS: number | null): void {
    const ends = untilS === null ? {} : { time_enforcement_ends: `${untilS}` };
    const payload = { is_active: untilS !== null, ...ends };
    const text = JSON.stringify({ data: { xwa2_notify_account_reachout_timelock: payload } });
    const update = node(
      'update',
      { op_name: 'NotificationUserReachoutTimelockUpdate' },
      Buffer.from(text),
    );
    const attributes = { from: 's.whatsapp.net', type: 'mex', id: `lock-${untilS}` };
    this.#parts.deliveries.notify(node('notification', attributes, [update]));
  }

  /** Turns clients away until called with null. */
  refuseLogins(reason: Refusal | null): void {
    this.#parts.faults.refusal = reason;
  }

  /** Refuses the next messages of the client with an error. */
  nackNext(error: number, count = 1): void {
    this.#parts.faults.nackNext(error, count);
  }

  /** Spoils the next message to the client. */
  corruptNext(): void {
    this.#parts.deliveries.corruptNext();
  }

  /** Takes its time to confirm what the client sends. */
  slowAcks(ms: number): void {
    this.#parts.faults.ackDelay = ms;
  }

  /** Holds messages to the client back. */
  pauseDelivery(): void {
    this.#parts.deliveries.pause();
  }

  /** Lets them go, in the order they were sent or the other way round. */
  resumeDelivery(order?: 'as-sent' | 'reversed'): void {
    this.#parts.deliveries.resume(order);
  }

  async close(): Promise<void> {
    for (const socket of this.#server.clients) socket.terminate();
    this.#server.close();
    await Promise.all([once(this.#server, 'close'), this.#mediaHost.close()]);
  }
}
