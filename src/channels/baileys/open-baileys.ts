import { inspect } from 'node:util';
import type { WAVersion } from '@whiskeysockets/baileys';
import { BaileysChannel, type BaileysParts } from './baileys.ts';
import type { Baileys } from './open-socket.ts';

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

/** Keeps libraries from printing objects, as libsignal does with private keys; call it before importing Baileys. */
export function quietConsole(write: (line: string) => void): () => void {
  const names = ['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir'] as const;
  const target = console;
  const kept = names.map((name) => [name, target[name]] as const);
  for (const name of names) {
    target[name] = (...values: unknown[]) => {
      const words = values.filter((value) => typeof value === 'string');
      if (words.length > 0 && name !== 'debug') write(redact(words.join(' ')));
    };
  }
  return () => {
    for (const [name, original] of kept) Object.assign(target, { [name]: original });
  };
}

const LONGEST = 200;

/** Removes everything that could be a number, an address or a key. */
export function redact(line: string): string {
  return inspect(line)
    .slice(1, -1)
    .replace(/(?<![\w.+-])[\w.+-]+@[\w.-]+/g, '…@…')
    .replace(/\d{5,}/g, '…')
    .replace(/[A-Za-z0-9+/=_-]{24,}/g, '…')
    .slice(0, LONGEST);
}
