import {
  type BinaryNode,
  getBinaryNodeChild,
  getBinaryNodeChildren,
} from '@whiskeysockets/baileys';
import { childrenOf, node } from './nodes.ts';

/** The public keys that the client has uploaded, from which others start a session with it. */
export class ClientKeys {
  #identity: Uint8Array | undefined;
  #registration: BinaryNode[] = [];
  #signed: BinaryNode | undefined;
  #oneTime: BinaryNode[] = [];

  /** How many one-time keys are left. */
  get count(): number {
    return this.#oneTime.length;
  }

  /** Differs when the client has paired anew. */
  get identity(): string {
    return Buffer.from(this.#identity ?? []).toString('hex');
  }

  /** Forgets the keys of a client that is no longer a device of the account. */
  clear(): void {
    this.#identity = undefined;
    this.#signed = undefined;
    this.#oneTime = [];
  }

  store(upload: BinaryNode): void {
    const identity = getBinaryNodeChild(upload, 'identity');
    this.#identity = identity?.content instanceof Uint8Array ? identity.content : undefined;
    this.#registration = ['registration', 'type', 'identity'].flatMap(
      (tag) => getBinaryNodeChild(upload, tag) ?? [],
    );
    this.#signed = getBinaryNodeChild(upload, 'skey');
    this.#oneTime.push(...getBinaryNodeChildren(getBinaryNodeChild(upload, 'list'), 'key'));
  }

  rotate(query: BinaryNode): void {
    const [rotation] = childrenOf(query);
    if (rotation) this.#signed = getBinaryNodeChild(rotation, 'skey');
  }

  /** The keys for one new session, as a `user` stanza; uses up a one-time key. */
  take(jid: string): BinaryNode {
    const once = this.#oneTime.shift();
    if (!this.#signed || !once) throw new Error('the client has not uploaded its keys yet');
    return node('user', { jid }, [...this.#registration, this.#signed, once]);
  }
}
