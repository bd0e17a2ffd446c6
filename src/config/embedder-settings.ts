import { resolve } from 'node:path';
import { isPublicAddress } from '../http/is-public-address.ts';
import { isLoopbackName } from '../http/own-host.ts';
import type { Environment } from './environment-schema.ts';

/** Where the model is: in a folder, or on a server whose address ends before `/embeddings`. */
export type EmbedderConfig =
  | { type: 'folder'; folder: string }
  | { type: 'server'; url: string; model: string | undefined; key: string | undefined };

/** Reads where the model is; undefined if there is none. */
export function readEmbedder(data: Environment): EmbedderConfig | undefined {
  const { POSKO_EMBEDDER: place, POSKO_EMBEDDER_MODEL: model, POSKO_EMBEDDER_KEY: key } = data;
  if (place === undefined) return undefined;
  if (!/^https?:\/\//.test(place)) return { type: 'folder', folder: resolve(place) };
  if (!URL.canParse(place)) throw new Error('POSKO_EMBEDDER must be a folder or an address');
  const { protocol, hostname, origin, pathname, username } = new URL(place);
  if (username !== '') throw new Error('POSKO_EMBEDDER holds a name; use POSKO_EMBEDDER_KEY');
  if (protocol === 'http:' && !isNear(hostname)) {
    throw new Error(
      'POSKO_EMBEDDER must begin with https:// unless it is in a network of your own',
    );
  }
  const path = pathname.replace(/\/(?:embeddings\/?)?$/, '');
  return { type: 'server', url: `${origin}${path === '' ? '/v1' : path}`, model, key };
}

/** Messages of citizens must not travel unencrypted, except within a private network. */
function isNear(hostname: string): boolean {
  const isAddress = /^[\d.]+$|^\[/.test(hostname);
  if (isAddress) return !isPublicAddress(hostname.replace(/^\[|\]$/g, ''));
  return isLoopbackName(hostname) || !hostname.includes('.');
}
