import type {
  AuthenticationCreds,
  BinaryNode,
  SocketConfig,
  WAMessage,
  WASocket,
} from '@whiskeysockets/baileys';
import type { Baileys } from './open-socket.ts';

type MakeRepository = SocketConfig['makeSignalRepository'];
type Keep = (message: WAMessage) => Promise<void>;

/**
 * Stores a message between decryption and marking its key as used. Baileys marks the key first,
 * then acknowledges, and only then delivers the message, so a crash could lose it.
 */
export class KeepFirst {
  readonly #baileys: Baileys;
  readonly #creds: AuthenticationCreds;
  readonly #keep: Keep;
  readonly #stanzas = new WeakMap<Uint8Array, BinaryNode>();

  constructor(baileys: Baileys, creds: AuthenticationCreds, keep: Keep) {
    this.#baileys = baileys;
    this.#creds = creds;
    this.#keep = keep;
  }

  /** Records which sealed bytes belong to which message, before Baileys opens them. */
  watch(socket: WASocket): void {
    socket.ws.prependListener('CB:message', (stanza: BinaryNode) => {
      if (!Array.isArray(stanza.content)) return;
      for (const { content } of stanza.content) {
        if (content instanceof Uint8Array) this.#stanzas.set(content, stanza);
      }
    });
  }

  readonly makeSignalRepository: MakeRepository = (auth, ...rest) => {
    const { DEFAULT_CONNECTION_CONFIG, MISSING_KEYS_ERROR_TEXT } = this.#baileys;
    const inner = DEFAULT_CONNECTION_CONFIG.makeSignalRepository(auth, ...rest);
    const { keys } = auth;
    const openAndKeep = (chat: string, sealed: Uint8Array, open: () => Promise<Uint8Array>) => {
      if (!('transaction' in keys)) throw new Error('Baileys keeps keys in transactions');
      const work = async () => {
        const plain = await open();
        await this.#keepPlain(sealed, plain);
        return plain;
      };
      return keys.transaction(work, chat).catch((error: unknown) => {
        const isUsed = error instanceof Error && error.message === MISSING_KEYS_ERROR_TEXT;
        // Baileys would refuse it for good; another error makes the phone send it again.
        throw isUsed ? new Error('the key of this message was used before') : error;
      });
    };
    return {
      ...inner,
      decryptMessage: (sent) =>
        openAndKeep(sent.jid, sent.ciphertext, () => inner.decryptMessage(sent)),
      decryptGroupMessage: (sent) =>
        openAndKeep(sent.group, sent.msg, () => inner.decryptGroupMessage(sent)),
    };
  };

  async #keepPlain(sealed: Uint8Array, plain: Uint8Array): Promise<void> {
    const { me } = this.#creds;
    const stanza = this.#stanzas.get(sealed);
    if (!stanza || !me) return;
    const { decodeMessageNode, proto, unpadRandomMax16 } = this.#baileys;
    const { fullMessage } = decodeMessageNode(stanza, me.id, me.lid ?? '');
    const message = proto.Message.decode(unpadRandomMax16(plain));
    await this.#keep({ ...fullMessage, message: message.deviceSentMessage?.message ?? message });
  }
}
