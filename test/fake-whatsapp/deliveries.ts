import type { BinaryNode } from '@whiskeysockets/baileys';
import { corrupted } from './corrupted.ts';
import { node } from './nodes.ts';

interface Pending {
  stanza: BinaryNode;
  sent: boolean;
  /** Refusals still to come for earlier versions of the same message. */
  stale: number;
}

/** Anything that takes stanzas for the client. */
export interface Line {
  send(stanza: BinaryNode): void;
}

/** What is on its way to the client, messages and requests: each is kept until the client has answered for it. */
export class Deliveries {
  readonly #pending = new Map<string, Pending>();
  readonly #delivered = new Set<string>();
  readonly #read = new Set<string>();
  readonly #followed = new Set<string>();
  #isPresent = false;
  #line: Line | undefined;
  #paused = false;
  #toCorrupt = 0;

  /** Whether the client has logged in and asked for its messages. */
  get online(): boolean {
    return this.#line !== undefined;
  }

  /** How many messages the client has not answered for. */
  get waiting(): number {
    return this.#pending.size;
  }

  deliver(stanza: BinaryNode): void {
    const key = keyOf(stanza.attrs, stanza.attrs.from);
    const before = this.#pending.get(key);
    const stale = before ? before.stale + (before.sent ? 1 : 0) : 0;
    this.#pending.delete(key);
    const pending = { stanza, sent: false, stale };
    this.#pending.set(key, pending);
    if (this.#line && !this.#paused) this.#transmit(pending);
  }

  /** Sends what is not worth keeping for a client that is away. */
  notify(stanza: BinaryNode): void {
    this.#line?.send(stanza);
  }

  /** The client comes, leaves, or asks who is typing in a chat. */
  presence({ attrs }: BinaryNode): void {
    if (attrs.type === 'subscribe') this.#followed.add(attrs.to ?? '');
    else this.#isPresent = attrs.type === 'available';
  }

  /** Tells what somebody does in a chat, if the client is online and has asked for it. */
  tellState(from: string, state: 'composing' | 'paused'): void {
    if (!this.#isPresent || !this.#followed.has(from)) return;
    this.notify(node('chatstate', { from }, [node(state)]));
  }

  /** Sends what has waited, as a server does for a client that comes back. */
  open(line: Line): void {
    this.#line = line;
    const waiting = this.#paused ? [] : [...this.#pending.values()];
    for (const pending of this.#pending.values()) pending.stale = 0;
    for (const pending of waiting) this.#transmit(pending, '1');
    line.send(node('ib', {}, [node('offline', { count: `${waiting.length}` })]));
  }

  close(): void {
    this.#line = undefined;
    this.#isPresent = false;
    this.#followed.clear();
    for (const pending of this.#pending.values()) pending.sent = false;
  }

  pause(): void {
    this.#paused = true;
  }

  resume(order: 'as-sent' | 'reversed' = 'as-sent'): void {
    this.#paused = false;
    const held = [...this.#pending.values()].filter(({ sent }) => !sent);
    if (order === 'reversed') held.reverse();
    if (this.#line) for (const pending of held) this.#transmit(pending);
  }

  corruptNext(): void {
    this.#toCorrupt += 1;
  }

  /** The client has received or read messages. */
  receipt({ attrs, content }: BinaryNode): void {
    const [list] = Array.isArray(content) ? content : [];
    const more = Array.isArray(list?.content) ? list.content : [];
    const ids = [attrs.id ?? '', ...more.flatMap(({ attrs: item }) => item.id ?? [])];
    for (const id of ids) {
      if (attrs.type === 'read' || attrs.type === 'read-self') this.#read.add(id);
      else this.#delivered.add(id);
      this.#pending.delete(keyOf({ ...attrs, id }, attrs.to));
    }
  }

  /** The client has given up a message, or refused a version that has been replaced. */
  acknowledge({ attrs }: BinaryNode): void {
    const key = keyOf(attrs, attrs.to);
    const pending = this.#pending.get(key);
    if (pending && attrs.error && pending.stale > 0) pending.stale -= 1;
    else this.#pending.delete(key);
  }

  hasDelivered(id: string): boolean {
    return this.#delivered.has(id);
  }

  hasRead(id: string): boolean {
    return this.#read.has(id);
  }

  #transmit(pending: Pending, offline?: '1'): void {
    pending.sent = true;
    const { stanza } = pending;
    const dated = offline ? { ...stanza, attrs: { ...stanza.attrs, offline } } : stanza;
    const canSpoil = stanza.tag === 'message' && stanza.attrs.category !== 'peer';
    const spoiled = this.#toCorrupt > 0 && canSpoil;
    if (spoiled) this.#toCorrupt -= 1;
    this.#line?.send(spoiled ? corrupted(dated) : dated);
  }
}

function keyOf({ id, participant }: BinaryNode['attrs'], chat: string | undefined): string {
  return `${chat} ${participant ?? ''} ${id}`;
}
