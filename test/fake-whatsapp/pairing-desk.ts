import { randomUUID } from 'node:crypto';
import { type BinaryNode, getBinaryNodeChild } from '@whiskeysockets/baileys';
import type { Connection } from './connection.ts';
import type { Directory } from './directory.ts';
import { type Companion, offerOf, pairSuccess, readQr } from './pairing.ts';
import { TypedCode } from './pairing-code.ts';
import { streamError } from './stream-error.ts';

interface Hello {
  connection: Connection;
  stanza: BinaryNode;
}

/** Takes a client in as a device of the account, by a scanned or a typed code. */
export class PairingDesk {
  /** Whether the account has the client among its devices. */
  paired = false;
  readonly #directory: Directory;
  readonly #offers = new Map<string, Connection>();
  #hello = Promise.withResolvers<Hello>();
  #asked = false;
  #finish = Promise.withResolvers<BinaryNode>();
  #signed = Promise.withResolvers<void>();

  constructor(directory: Directory) {
    this.#directory = directory;
  }

  /** Whether a client waits for a code to be typed. */
  get codeAwaited(): boolean {
    return this.#asked;
  }

  offer(connection: Connection): void {
    const refs = Array.from({ length: 6 }, () => `2@${randomUUID()}`);
    for (const ref of refs) this.#offers.set(ref, connection);
    connection.send(offerOf(refs));
  }

  async scan(qr: string): Promise<void> {
    const { ref, ...companion } = readQr(qr);
    const connection = this.#offers.get(ref);
    if (!connection) throw new Error('this code is not on offer, or no longer');
    await this.#take(connection, companion);
  }

  async enterCode(code: string): Promise<void> {
    const { connection, stanza } = await this.#hello.promise;
    this.#finish = Promise.withResolvers();
    const typed = new TypedCode(this.#directory.own.identity);
    connection.send(await typed.answer(stanza, code));
    await this.#take(connection, typed.companion(await this.#finish.promise));
    this.#hello = Promise.withResolvers();
    this.#asked = false;
  }

  /** A step of pairing by typed code, as the client has sent it. */
  step(connection: Connection, stanza: BinaryNode): void {
    const { stage } = getBinaryNodeChild(stanza, 'link_code_companion_reg')?.attrs ?? {};
    if (stage === 'companion_finish') {
      this.#finish.resolve(stanza);
      return;
    }
    if (this.#asked) this.#hello = Promise.withResolvers();
    this.#asked = true;
    this.#hello.resolve({ connection, stanza });
  }

  /** The client has confirmed that it is now a device of the account. */
  sign(): void {
    this.#signed.resolve();
  }

  forget(connection: Connection): void {
    for (const [ref, offering] of this.#offers) {
      if (offering === connection) this.#offers.delete(ref);
    }
  }

  async #take(connection: Connection, companion: Companion): Promise<void> {
    this.#signed = Promise.withResolvers();
    const { own, client, keys } = this.#directory;
    connection.send(pairSuccess(companion, own.identity, client));
    await this.#signed.promise;
    keys.clear();
    this.paired = true;
    connection.endWith(streamError('restart'));
  }
}
