import { AsyncLocalStorage } from 'node:async_hooks';
import type * as wa from '@whiskeysockets/baileys';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Close } from './after-close.ts';
import type { SentText } from './sent-texts.ts';

export type Baileys = typeof import('@whiskeysockets/baileys');

export interface SocketParts {
  /** Server to connect to instead of WhatsApp, in tests. */
  url: string | undefined;
  /** WhatsApp Web version to report; undefined for that of Baileys. */
  version(isOutdated: boolean): Promise<wa.WAVersion | undefined>;
  /** Whether messages in groups that mean us are answered, told of the private chat, or never opened. */
  groups: 'on' | 'notice' | 'off';
  log: Logger;
  /** Returns a message of ours that a phone requests again. */
  getMessage(id: string): Promise<SentText | undefined>;
  /** Stores a message before it is acknowledged; if this fails, it is requested again. */
  onOpened(message: wa.WAMessage): Promise<void>;
}

/** Opens a socket that drops messages for others undecrypted and does not disturb the phone. */
export function openSocket(
  baileys: Baileys,
  { auth, version }: { auth: wa.AuthenticationState; version: wa.WAVersion | undefined },
  { url, groups, log, getMessage, onOpened }: SocketParts,
): wa.WASocket {
  const { makeWASocket, Browsers, isJidNewsletter } = baileys;
  const keepFirst = new KeepFirst({ baileys, creds: auth.creds, onOpened });
  const socket = makeWASocket({
    auth,
    makeSignalRepository: keepFirst.makeSignalRepository,
    logger: log.child({}, { level: 'silent' }), // its lines contain numbers and texts
    browser: Browsers.ubuntu('Posko'),
    markOnlineOnConnect: false,
    syncFullHistory: false,
    generateHighQualityLinkPreview: false,
    emitOwnEvents: false,
    getMessage: async ({ id }) => {
      const sent = id ? await getMessage(id) : undefined;
      if (sent?.message === undefined) return sent && { conversation: sent.text };
      return baileys.proto.Message.decode(Buffer.from(sent.message, 'base64'));
    },
    shouldIgnoreJid: (jid) =>
      jid === 'status@broadcast' ||
      isJidNewsletter(jid) === true ||
      (jid.endsWith('@g.us') && groups === 'off'),
    ...(url === undefined ? {} : { waWebSocketUrl: url }),
    ...(version === undefined ? {} : { version }),
  });
  keepFirst.watch(socket);
  return socket;
}

type KeepParts = { baileys: Baileys; creds: wa.AuthenticationCreds } & Pick<
  SocketParts,
  'onOpened'
>;

/** Stores a message before Baileys marks its key as used and acknowledges it, after which a crash would lose it. */
class KeepFirst {
  readonly #parts: KeepParts;
  readonly #stanzas = new WeakMap<Uint8Array, wa.BinaryNode>();

  constructor(parts: KeepParts) {
    this.#parts = parts;
  }

  /** Records which sealed bytes belong to which message, before Baileys opens them. */
  watch(socket: wa.WASocket): void {
    socket.ws.prependListener('CB:message', (stanza: wa.BinaryNode) => {
      if (!Array.isArray(stanza.content)) return;
      for (const { content } of stanza.content) {
        if (content instanceof Uint8Array) this.#stanzas.set(content, stanza);
      }
    });
  }

  readonly makeSignalRepository: wa.SocketConfig['makeSignalRepository'] = (auth, ...rest) => {
    const { DEFAULT_CONNECTION_CONFIG, MISSING_KEYS_ERROR_TEXT } = this.#parts.baileys;
    const inner = DEFAULT_CONNECTION_CONFIG.makeSignalRepository(auth, ...rest);
    const { keys } = auth;
    const outside = AsyncLocalStorage.snapshot();
    /** Stores new keys before anything is sent, and none over others: what Baileys sends has a transaction that ends too late for both. */
    const alone = <In extends unknown[], Out>(work: (...given: In) => Promise<Out>) => {
      if (!('transaction' in keys)) throw new Error('Baileys keeps keys in transactions');
      return (...given: In) => outside(() => keys.transaction(() => work(...given), 'ratchets'));
    };
    const openAndKeep = async (sealed: Uint8Array, opening: Promise<Uint8Array>) => {
      const plain = await opening.catch((error: unknown) => {
        const isUsed = error instanceof Error && error.message === MISSING_KEYS_ERROR_TEXT;
        // Baileys would refuse it for good; another error makes the phone send it again.
        throw isUsed ? new Error('the key of this message was used before') : error;
      });
      await this.#keepPlain(sealed, plain);
      return plain;
    };
    return {
      ...inner,
      decryptMessage: alone((sent) => openAndKeep(sent.ciphertext, inner.decryptMessage(sent))),
      decryptGroupMessage: alone((sent) => openAndKeep(sent.msg, inner.decryptGroupMessage(sent))),
      encryptMessage: alone(inner.encryptMessage),
      encryptGroupMessage: alone(inner.encryptGroupMessage),
      injectE2ESession: alone(inner.injectE2ESession),
      migrateSession: alone(inner.migrateSession),
      deleteSession: alone(inner.deleteSession),
    };
  };

  async #keepPlain(sealed: Uint8Array, plain: Uint8Array): Promise<void> {
    const { baileys, creds, onOpened } = this.#parts;
    const stanza = this.#stanzas.get(sealed);
    if (!stanza || !creds.me) return;
    const { decodeMessageNode, proto, unpadRandomMax16 } = baileys;
    const { fullMessage } = decodeMessageNode(stanza, creds.me.id, creds.me.lid ?? '');
    const message = proto.Message.decode(unpadRandomMax16(plain));
    await onOpened({ ...fullMessage, message: message.deviceSentMessage?.message ?? message });
  }
}

const closeSchema = z.object({
  output: z.object({ statusCode: z.number() }),
  data: z.object({ expire: z.coerce.number().positive() }).optional().catch(undefined),
});

/** Reads why a connection was closed from a Baileys error (a Boom error). */
export function closeOf(error: unknown): Close {
  const { data } = closeSchema.safeParse(error);
  return { code: data?.output.statusCode, banS: data?.data?.expire };
}
