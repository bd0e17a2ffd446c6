import {
  addTransactionCapability,
  type BinaryNode,
  Curve,
  DEFAULT_CONNECTION_CONFIG,
  encodeBigEndian,
  encodeWAMessage,
  initAuthCreds,
  KEY_BUNDLE_TYPE,
  type KeyPair,
  parseAndInjectE2ESessions,
  proto,
  unpadRandomMax16,
  xmppPreKey,
  xmppSignedPreKey,
} from '@whiskeysockets/baileys';
import type { ClientKeys } from './client-keys.ts';
import { MemoryKeys } from './memory-keys.ts';
import { node } from './nodes.ts';
import { silentLogger } from './silent-logger.ts';

/** A message sealed for one device. */
export interface Sealed {
  type: 'pkmsg' | 'msg' | 'skmsg';
  ciphertext: Uint8Array;
}

/** libsignal mixes up the stores of two phones in one process that seal for the same client at once. */
let turn: Promise<unknown> = Promise.resolve();

/** A phone: the keys of a person and their Signal session with the client. */
export class Phone {
  readonly lid: string;
  readonly pn: string;
  readonly #client: string;
  readonly #keys: ClientKeys;
  #own = newKeys();
  #knows = '';
  #nextKey = 1;

  constructor(own: { lid: string; pn: string }, client: string, keys: ClientKeys) {
    this.lid = own.lid;
    this.pn = own.pn;
    this.#client = client;
    this.#keys = keys;
  }

  /** The identity that vouches for the other devices of the account. */
  get identity(): KeyPair {
    return this.#own.creds.signedIdentityKey;
  }

  seal(message: proto.IMessage): Promise<Sealed> {
    return this.#alone(async () => {
      await this.#meet();
      const data = encodeWAMessage(proto.Message.fromObject(message));
      return this.#own.signal.encryptMessage({ jid: this.#client, data });
    });
  }

  open({ type, ciphertext }: Sealed, group = ''): Promise<proto.IMessage> {
    return this.#alone(async () => {
      const { signal } = this.#own;
      const plain =
        type === 'skmsg'
          ? await signal.decryptGroupMessage({ group, authorJid: this.#client, msg: ciphertext })
          : await signal.decryptMessage({ jid: this.#client, type, ciphertext });
      const message = proto.Message.decode(unpadRandomMax16(plain));
      const item = message.senderKeyDistributionMessage;
      if (item) await signal.processSenderKeyDistributionMessage({ item, authorJid: this.#client });
      return message;
    });
  }

  /** Seals once for a group; the first part brings the key of the second. */
  sealForGroup(group: string, message: proto.IMessage): Promise<Sealed[]> {
    const data = encodeWAMessage(proto.Message.fromObject(message));
    return this.#alone(async () => {
      const sealed = await this.#own.signal.encryptGroupMessage({ group, meId: this.lid, data });
      const { ciphertext, senderKeyDistributionMessage } = sealed;
      await this.#meet();
      const key = {
        senderKeyDistributionMessage: {
          groupId: group,
          axolotlSenderKeyDistributionMessage: senderKeyDistributionMessage,
        },
      };
      const envelope = { jid: this.#client, data: encodeWAMessage(key) };
      return [
        await this.#own.signal.encryptMessage(envelope),
        { type: 'skmsg' as const, ciphertext },
      ];
    });
  }

  /** Ends the session with the client; the next message starts a new one. */
  forget(): Promise<void> {
    return this.#alone(() => this.#own.signal.deleteSession([this.#client]));
  }

  /** Loses everything, as when WhatsApp is installed anew. */
  renew(): void {
    this.#own = newKeys();
  }

  /** The keys with which the client starts a session, with a new one-time key. */
  keysFor(): { registration: BinaryNode; rest: BinaryNode[] } {
    const { creds, keys } = this.#own;
    const pair = Curve.generateKeyPair();
    const id = this.#nextKey++;
    keys.set({ 'pre-key': { [id]: pair } });
    return {
      registration: node('registration', {}, encodeBigEndian(creds.registrationId)),
      rest: [
        node('type', {}, KEY_BUNDLE_TYPE),
        node('identity', {}, creds.signedIdentityKey.public),
        xmppPreKey(pair, id),
        xmppSignedPreKey(creds.signedPreKey),
      ],
    };
  }

  async #meet(): Promise<void> {
    const { signal } = this.#own;
    if (this.#knows !== this.#keys.identity) await signal.deleteSession([this.#client]);
    this.#knows = this.#keys.identity;
    if ((await signal.validateSession(this.#client)).exists) return;
    const keys = node('iq', {}, [node('list', {}, [this.#keys.take(this.#client)])]);
    await parseAndInjectE2ESessions(keys, signal);
  }

  #alone<T>(act: () => Promise<T>): Promise<T> {
    const result = turn.then(act);
    turn = result.catch(() => {});
    return result;
  }
}

function newKeys() {
  const creds = initAuthCreds();
  const keys = new MemoryKeys();
  const { transactionOpts, makeSignalRepository } = DEFAULT_CONNECTION_CONFIG;
  const safe = addTransactionCapability(keys, silentLogger, transactionOpts);
  return { creds, keys, signal: makeSignalRepository({ creds, keys: safe }, silentLogger) };
}
