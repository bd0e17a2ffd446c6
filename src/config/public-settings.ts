import type { Site } from '../domain/settings/settings.ts';
import type { Environment } from './environment-schema.ts';

/** What an operator says of the public pages: their own address, a number to forward to, and the samples. */
export interface Publication extends Site {
  /** Their address, or the one on this machine. */
  readonly url: string;
  readonly number: string | undefined;
}

/** The settings of the public pages; the samples are shown where one tries Posko out. */
export function readPublication(data: Environment): Publication {
  const host = data.POSKO_HOST.includes(':') ? `[${data.POSKO_HOST}]` : data.POSKO_HOST;
  return {
    url: new URL(data.POSKO_PUBLIC_URL ?? `http://${host}:${data.POSKO_PORT}`).origin,
    address: data.POSKO_PUBLIC_URL && new URL(data.POSKO_PUBLIC_URL).origin,
    number: data.POSKO_PUBLIC_NUMBER?.replace('+', ''),
    showsSamples: data.NODE_ENV !== 'production',
  };
}
