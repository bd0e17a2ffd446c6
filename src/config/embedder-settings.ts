import { resolve } from 'node:path';
import { z } from 'zod';
import { isPublicAddress } from '../http/is-public-address.ts';
import { isLoopbackName } from '../http/own-host.ts';

/** Variables for the model that compares meanings. */
export const embedderVariables = {
  POSKO_EMBEDDER: z.string().optional(),
  POSKO_EMBEDDER_MODEL: z.string().max(300).optional(),
  POSKO_EMBEDDER_KEY: z.string().max(4000).optional(),
};

/** Where the model is: in a folder, or on a server whose address ends before `/embeddings`. */
export type EmbedderConfig =
  | { type: 'folder'; folder: string }
  | { type: 'server'; url: string; model: string | undefined; key: string | undefined };

/** Reads where the model is; undefined if there is none. */
export function readEmbedder(
  data: z.infer<z.ZodObject<typeof embedderVariables>>,
): EmbedderConfig | undefined {
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
