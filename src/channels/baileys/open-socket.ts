import type { AuthenticationState, WAMessage, WASocket, WAVersion } from '@whiskeysockets/baileys';
import type { Logger } from 'pino';
import { KeepFirst } from './keep-first.ts';
import type { SentText } from './sent-texts.ts';

export type Baileys = typeof import('@whiskeysockets/baileys');

/** Options of a socket. */
export interface SocketParts {
  /** Server to connect to instead of WhatsApp, in tests. */
  url: string | undefined;
  /** WhatsApp Web version to report; undefined for that of Baileys. */
  version(isOutdated: boolean): Promise<WAVersion | undefined>;
  takesGroups: boolean;
  log: Logger;
  /** Returns a message of ours that a phone requests again. */
  getMessage(id: string): Promise<SentText | undefined>;
  /** Stores a message before it is acknowledged; if this fails, it is requested again. */
  onOpened(message: WAMessage): Promise<void>;
}

/** Opens a socket that drops messages for others undecrypted and does not disturb the phone. */
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
      (jid.endsWith('@g.us') && !takesGroups),
    ...(url === undefined ? {} : { waWebSocketUrl: url }),
    ...(version === undefined ? {} : { version }),
  });
  keepFirst.watch(socket);
  return socket;
}
