import type { AuthenticationState, WAMessage, WASocket, WAVersion } from '@whiskeysockets/baileys';
import type { Logger } from 'pino';
import { KeepFirst } from './keep-first.ts';
import type { SentText } from './sent-texts.ts';

export type Baileys = typeof import('@whiskeysockets/baileys');

/** How a socket is opened. */
export interface SocketParts {
  /** Where to connect to instead of WhatsApp, in tests. */
  url: string | undefined;
  /** The version of WhatsApp Web to be; undefined for the one that Baileys came with. */
  version(isOutdated: boolean): Promise<WAVersion | undefined>;
  takesGroups: boolean;
  log: Logger;
  /** A message of ours that a phone asks for again. */
  getMessage(id: string): Promise<SentText | undefined>;
  /** Keeps a message before WhatsApp is told that it arrived; where this fails, it is asked for again. */
  onOpened(message: WAMessage): Promise<void>;
}

/** Opens a socket that drops what is not for us before it is decrypted, and stays out of the phone's way. */
export function openSocket(
  baileys: Baileys,
  { auth, version }: { auth: AuthenticationState; version: WAVersion | undefined },
  { url, takesGroups, log, getMessage, onOpened }: SocketParts,
): WASocket {
  const { makeWASocket, Browsers, isJidNewsletter } = baileys;
  const keepFirst = new KeepFirst(baileys, auth.creds, onOpened);
  const socket = makeWASocket({
    auth,
    makeSignalRepository: keepFirst.makeSignalRepository,
    logger: log.child({}, { level: 'silent' }), // its lines hold numbers and texts
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
      (jid.endsWith('@g.us') && !takesGroups),
    ...(url === undefined ? {} : { waWebSocketUrl: url }),
    ...(version === undefined ? {} : { version }),
  });
  keepFirst.watch(socket);
  return socket;
}
