import { lookup as resolve } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { isLoopback, isPublicAddress } from './is-public-address.ts';

/** Thrown for a refused address; explains why to the user. */
export class FetchRefused extends Error {}

/** Rules for addresses. */
export interface AddressRules {
  /** For tests only: allows plain http and this machine. */
  allowsLoopback?: boolean;
}

/** Checks a web address: https only, public, without name or password. */
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
 * Checks every address of a name when the connection is made, so that DNS cannot change in between;
 * refuses the name if one of them is not public.
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

/** Explains a failed connection to the user, without technical details. */
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
