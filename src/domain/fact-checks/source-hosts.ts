import type { PublishedFactCheck } from './published-fact-check.ts';

/** The host of an address in small letters, without "www."; empty where it has none. */
export function hostOf(address: string): string {
  return (URL.parse(address)?.host ?? '').toLowerCase().replace(/^www\./, '');
}

/** Returns the hosts whose articles a source may bring: its own and those an admin allowed. */
export function hostsOf({ source, hosts = [] }: { source: string; hosts?: readonly string[] }) {
  return new Set([hostOf(source), ...hosts].filter((host) => host !== ''));
}

/** The host whose fact-check it is: where its article lies, or else where it was taken from; empty for our own. */
export function ownerOf({ url, from }: Pick<PublishedFactCheck, 'url' | 'from'>): string {
  return hostOf(url ?? from?.source ?? '');
}
