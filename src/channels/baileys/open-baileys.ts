import type { WAVersion } from '@whiskeysockets/baileys';
import { BaileysChannel, type BaileysParts } from './baileys.ts';
import type { Baileys } from './open-socket.ts';
import { quietConsole } from './quiet-console.ts';

type Parts = Omit<BaileysParts, 'version'> & { version: WAVersion | undefined };

/** Imports Baileys with the console silenced, and creates the channel; `start` connects it. */
export async function openBaileys({ version, ...parts }: Parts): Promise<BaileysChannel> {
  const { log, url } = parts;
  quietConsole((line) => log.debug({ line }, 'a library of WhatsApp printed a line'));
  const baileys = await import('@whiskeysockets/baileys');
  let newest: WAVersion | undefined;
  const versionOf = async (isOutdated: boolean) => {
    if (version !== undefined || url !== undefined) return version;
    if (isOutdated || newest === undefined) newest = await newestVersion(baileys, log);
    return newest;
  };
  return new BaileysChannel({ ...parts, version: versionOf }, baileys);
}

/** WhatsApp refuses old clients; Baileys' own version is used if the newest is unknown. */
async function newestVersion({ fetchLatestWaWebVersion }: Baileys, log: Parts['log']) {
  const options = { signal: AbortSignal.timeout(10_000) };
  const found = await fetchLatestWaWebVersion(options).catch(() => undefined);
  if (found?.isLatest) return found.version;
  log.warn('the newest version of WhatsApp Web could not be asked for; the known one is used');
  return undefined;
}
