import { type BinaryNode, getBinaryNodeChild, type proto } from '@whiskeysockets/baileys';
import type { Connection, Events } from './connection.ts';
import { handOut } from './from-client.ts';
import { childrenOf, node, resultOf, secondsOf } from './nodes.ts';
import { codeAwaited } from './pairing-code.ts';
import type { Parts } from './parts.ts';
import { streamError } from './stream-error.ts';

/** Answers the stanzas of the client that is connected. */
export class Switchboard implements Events {
  logins = 0;
  retries = 0;
  readonly rejectedCalls: string[] = [];
  readonly broken: (error: unknown) => void;
  readonly #parts: Parts;
  #current: Connection | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.broken = (error) => parts.queries.unhandled.push(`broken: ${error}`);
  }

  get current(): Connection | undefined {
    return this.#current;
  }

  login(connection: Connection, { username, device }: proto.IClientPayload): void {
    const { faults, desk, directory } = this.#parts;
    if (faults.refusal) {
      connection.endWith(node('failure', { reason: `${faults.refusal}` }));
    } else if (!username) {
      desk.offer(connection);
      this.#current ??= connection;
    } else if (!desk.paired || !device) {
      connection.endWith(node('failure', { reason: '401' }));
    } else {
      this.#current?.endWith(streamError('replaced'));
      this.#current = connection;
      this.logins += 1;
      const t = secondsOf(Date.now());
      connection.send(node('success', { t, lid: directory.client.lid, props: '27' }));
    }
  }

  async node(connection: Connection, stanza: BinaryNode): Promise<void> {
    const { deliveries, queries } = this.#parts;
    switch (stanza.tag) {
      case 'iq':
        return this.#query(connection, stanza);
      case 'message':
        return this.#message(connection, stanza);
      case 'receipt':
        return this.#receipt(connection, stanza);
      case 'call':
        return this.#call(connection, stanza);
      case 'ack':
        return deliveries.acknowledge(stanza);
      case 'presence':
        return deliveries.presence(stanza);
      case 'ib':
      case 'chatstate':
        return;
      default:
        queries.unhandled.push(stanza.tag);
    }
  }

  closed(connection: Connection): void {
    this.#parts.desk.forget(connection);
    if (this.#current !== connection) return;
    this.#current = undefined;
    this.#parts.deliveries.close();
  }

  async #query(connection: Connection, query: BinaryNode): Promise<void> {
    const { desk, queries, deliveries, ownPhone } = this.#parts;
    const [child] = childrenOf(query);
    if (query.attrs.type === 'result') {
      if (child?.tag === 'pair-device-sign') desk.sign();
    } else if (child?.tag === 'link_code_companion_reg') {
      connection.send(resultOf(query, codeAwaited()));
      desk.step(connection, query);
    } else if (child?.tag === 'remove-companion-device') {
      desk.paired = false;
      connection.send(resultOf(query));
    } else {
      connection.send(queries.answer(query));
      if (query.attrs.xmlns !== 'passive') return;
      deliveries.open(connection);
      await ownPhone.shareHistory();
    }
  }

  async #message(connection: Connection, stanza: BinaryNode): Promise<void> {
    const { directory, faults } = this.#parts;
    const { id, to } = stanza.attrs;
    const error = faults.takeNack()?.toString();
    const t = secondsOf(Date.now());
    const ack = node('ack', { class: 'message', id, from: to, t, error });
    if (faults.ackDelay > 0) setTimeout(() => connection.send(ack), faults.ackDelay);
    else connection.send(ack);
    if (error === undefined) await handOut(directory, stanza);
  }

  #call(connection: Connection, stanza: BinaryNode): void {
    const { id, to } = stanza.attrs;
    const rejected = getBinaryNodeChild(stanza, 'reject')?.attrs['call-id'];
    if (rejected) this.rejectedCalls.push(rejected);
    connection.send(node('ack', { class: 'call', id, from: to, type: 'reject' }));
  }

  async #receipt(connection: Connection, stanza: BinaryNode): Promise<void> {
    const { directory, deliveries, media } = this.#parts;
    const { id, to, type, participant } = stanza.attrs;
    connection.send(node('ack', { class: 'receipt', id, from: to, type, participant }));
    if (type === 'server-error') {
      const about = getBinaryNodeChild(stanza, 'rmr')?.attrs ?? {};
      const author = directory.find(about.participant ?? about.jid)?.letters;
      deliveries.notify(media.reupload(stanza, author?.contentOf(id ?? '') ?? {}));
    } else if (type === 'retry') {
      const count = getBinaryNodeChild(stanza, 'retry')?.attrs.count ?? '1';
      const anew = getBinaryNodeChild(stanza, 'keys') !== undefined;
      this.retries += 1;
      await directory.find(participant ?? to)?.letters.retry(id ?? '', { count, anew });
    } else {
      deliveries.receipt(stanza);
    }
  }
}
