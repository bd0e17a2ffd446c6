import {
  type BinaryNode,
  decodeBinaryNode,
  encodeBinaryNode,
  type proto,
} from '@whiskeysockets/baileys';
import type { WebSocket } from 'ws';
import { FrameReader, frameOf } from './frames.ts';
import { Handshake } from './handshake.ts';
import type { Transport } from './noise.ts';

/** What the server does with a connection. */
export interface Events {
  login(connection: Connection, payload: proto.IClientPayload): void;
  node(connection: Connection, node: BinaryNode): Promise<void>;
  closed(connection: Connection): void;
  broken(error: unknown): void;
}

/** One client's WebSocket: stanzas in, strictly in order, and stanzas out. */
export class Connection {
  readonly #socket: WebSocket;
  readonly #events: Events;
  readonly #reader = new FrameReader();
  readonly #handshake = new Handshake();
  #greeted = false;
  #transport: Transport | undefined;
  #turn: Promise<void> = Promise.resolve();

  constructor(socket: WebSocket, events: Events) {
    this.#socket = socket;
    this.#events = events;
    socket.on('message', (data: Buffer) => this.#queue(data));
    socket.on('close', () => events.closed(this));
    socket.on('error', () => {});
  }

  send(stanza: BinaryNode): void {
    if (!this.#transport || this.#socket.readyState !== this.#socket.OPEN) return;
    this.#socket.send(frameOf(this.#transport.seal(encodeBinaryNode(stanza))));
  }

  /** Sends a last stanza and hangs up once the client has had time to read it. */
  endWith(stanza: BinaryNode): void {
    this.send(stanza);
    setTimeout(() => this.#socket.close(), 20);
  }

  drop(): void {
    this.#socket.terminate();
  }

  #queue(data: Buffer): void {
    this.#turn = this.#turn.then(async () => {
      try {
        for (const frame of this.#reader.push(data)) await this.#read(frame);
      } catch (error) {
        this.#events.broken(error);
        this.drop();
      }
    });
  }

  async #read(frame: Buffer): Promise<void> {
    if (this.#transport) {
      await this.#events.node(this, await decodeBinaryNode(this.#transport.open(frame)));
    } else if (this.#greeted) {
      const { payload, transport } = this.#handshake.finish(frame);
      this.#transport = transport;
      this.#events.login(this, payload);
    } else {
      this.#greeted = true;
      this.#socket.send(frameOf(this.#handshake.hello(frame)));
    }
  }
}
