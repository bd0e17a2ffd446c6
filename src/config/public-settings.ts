import type { Site } from '../domain/settings/settings.ts';
import type { Environment } from './environment-schema.ts';

/** The settings of the public pages; the samples are shown where one tries Posko out. */
export function readPublication(data: Environment) {
  const host = data.POSKO_HOST.includes(':') ? `[${data.POSKO_HOST}]` : data.POSKO_HOST;
  const site: Site = {
    address: data.POSKO_PUBLIC_URL && new URL(data.POSKO_PUBLIC_URL).origin,
    number: data.POSKO_PUBLIC_NUMBER?.replace('+', ''),
    showsSamples: data.NODE_ENV !== 'production',
  };
  /** Their address, or the one on this machine. */
  const url = new URL(data.POSKO_PUBLIC_URL ?? `http://${host}:${data.POSKO_PORT}`).origin;
  return { ...site, url };
}
