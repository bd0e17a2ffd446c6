import type { AuthenticationState, WASocket, WAVersion } from '@whiskeysockets/baileys';
import type { Logger } from 'pino';

export type Baileys = typeof import('@whiskeysockets/baileys');

/** How a socket is opened. */
export interface SocketParts {
  /** Where to connect to instead of WhatsApp, in tests. */
  url: string | undefined;
  version: WAVersion | undefined;
  takesGroups: boolean;
  log: Logger;
  /** The text of a message of ours that a phone asks for again. */
  getMessage(id: string): Promise<string | undefined>;
}

/** Opens a socket that drops what is not for us before it is decrypted, and stays out of the phone's way. */
export function openSocket(
  { makeWASocket, Browsers, isJidNewsletter }: Baileys,
  auth: AuthenticationState,
  { url, version, takesGroups, log, getMessage }: SocketParts,
): WASocket {
  return makeWASocket({
    auth,
    logger: log.child({}, { level: 'silent' }), // its lines hold numbers and texts
    browser: Browsers.ubuntu('Posko'),
    markOnlineOnConnect: false,
    syncFullHistory: false,
    generateHighQualityLinkPreview: false,
    emitOwnEvents: false,
    getMessage: async ({ id }) => {
      const text = id ? await getMessage(id) : undefined;
      return text === undefined ? undefined : { conversation: text };
    },
    shouldIgnoreJid: (jid) =>
      jid === 'status@broadcast' ||
      isJidNewsletter(jid) === true ||
      (jid.endsWith('@g.us') && !takesGroups),
    ...(url === undefined ? {} : { waWebSocketUrl: url }),
    ...(version === undefined ? {} : { version }),
  });
}
