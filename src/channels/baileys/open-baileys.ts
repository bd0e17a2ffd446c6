import type { WAVersion } from '@whiskeysockets/baileys';
import type { Logger } from 'pino';
import { BaileysChannel, type BaileysParts } from './baileys.ts';
import type { Baileys } from './open-socket.ts';
import { quietConsole } from './quiet-console.ts';

/** Imports Baileys with the console silenced, and makes the channel; it connects with `start`. */
export async function openBaileys(parts: BaileysParts): Promise<BaileysChannel> {
  const { log } = parts;
  quietConsole((line) => log.debug({ line }, 'a library of WhatsApp printed a line'));
  const baileys = await import('@whiskeysockets/baileys');
  const version = parts.version ?? (await newestVersion(baileys, parts.url, log));
  return new BaileysChannel({ ...parts, version }, baileys);
}

/** WhatsApp refuses clients that are too old; the one Baileys came with is used where none can be asked for. */
async function newestVersion(
  { fetchLatestWaWebVersion }: Baileys,
  url: string | undefined,
  log: Logger,
): Promise<WAVersion | undefined> {
  if (url !== undefined) return undefined;
  const options = { signal: AbortSignal.timeout(10_000) };
  const found = await fetchLatestWaWebVersion(options).catch(() => undefined);
  if (found?.isLatest) return found.version;
  log.warn('the newest version of WhatsApp Web could not be asked for; the known one is used');
  return undefined;
}
