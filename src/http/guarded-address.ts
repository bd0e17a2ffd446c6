import { lookup as resolve } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { isLoopback, isPublicAddress } from './is-public-address.ts';

/** Why nothing was asked of an address, in words for whoever named it. */
export class FetchRefused extends Error {}

/** What an address may be. */
export interface AddressRules {
  /** For tests alone: lets plain http and this machine pass. */
  allowsLoopback?: boolean;
}

/** A web address that may be asked: over https only, in the public internet, without name or password. */
export function toGuardedUrl(address: string, rules: AddressRules, base?: URL): URL {
  const { allowsLoopback } = rules;
  const url = URL.parse(address, base?.href);
  if (!url) throw new FetchRefused(`${address} is no web address`);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (url.username !== '' || url.password !== '') {
    throw new FetchRefused(`${url.host}: an address with a name or password is not fetched`);
  }
  if (url.protocol !== 'https:' && !(allowsLoopback && url.protocol === 'http:')) {
    throw new FetchRefused(`${url.host}: only https is fetched, not ${url.protocol}`);
  }
  if (isIP(host) !== 0) checkAddress(url.host, host, allowsLoopback);
  return url;
}

/**
 * Looks at every address that a name leads to when the connection is made, so that no name can point elsewhere in
 * between; one that is not public spoils them all.
 */
export function guardedLookup(allowsLoopback = false): LookupFunction {
  return (host, options, done) => {
    resolve(host, { ...options, all: true }, (error, addresses) => {
      if (error) return done(error, '');
      try {
        for (const { address } of addresses) checkAddress(host, address, allowsLoopback);
      } catch (refused) {
        return done(refused as Error, ''); // checkAddress throws nothing else
      }
      const [first] = addresses;
      if (options.all) return done(null, addresses);
      return done(null, first?.address ?? '', first?.family);
    });
  };
}

/** Why a connection came to nothing, without anything that only programmers read. */
export function explainRefusal({ host }: Pick<URL, 'host'>, error: unknown): Error {
  if (error instanceof FetchRefused) return error;
  if (!(error instanceof Error)) return new FetchRefused(`${host} cannot be reached`);
  if (error.name === 'TimeoutError' || error.name === 'AbortError') {
    return new FetchRefused(`${host} did not answer in time`);
  }
  const code = 'code' in error ? ` (${error.code})` : '';
  return new FetchRefused(`${host} cannot be reached${code}`);
}

function checkAddress(host: string, address: string, allowsLoopback = false): void {
  if (isPublicAddress(address) || (allowsLoopback && isLoopback(address))) return;
  throw new FetchRefused(`${host} leads to ${address}, which is not in the public internet`);
}
