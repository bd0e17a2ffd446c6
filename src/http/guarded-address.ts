import { isLoopback, isPrivateAddress, isPublicAddress } from './is-public-address.ts';

/** Why nothing was fetched: the rules forbid it, nobody answers, the site refuses, or it sends too much. */
type Refusal = 'closed' | 'unreachable' | 'refused' | 'large';

/** Thrown for a refused address; explains why to the user. */
export class FetchRefused extends Error {
  readonly why: Refusal;

  constructor(message: string, why: Refusal = 'closed') {
    super(message);
    this.why = why;
  }
}

/** Rules for addresses. */
export interface AddressRules {
  /** For tests only: allows plain http and this machine. */
  allowsLoopback?: boolean;
  /** Hosts that may have private addresses, when they are asked themselves and not by a redirect from elsewhere. */
  privateHosts?: readonly string[];
}

/** Whether an IP address may be spoken to; `guardedRequest` asks it of every one that a connection goes to. */
export type IsAllowed = (address: string) => boolean;

/** The IP addresses that the rules let pass, for a host that was named. */
export function allowedBy(
  { allowsLoopback = false, privateHosts = [] }: AddressRules,
  host = '',
): IsAllowed {
  const isInside = privateHosts.includes(host);
  return (address) =>
    isPublicAddress(address) ||
    (allowsLoopback && isLoopback(address)) ||
    (isInside && isPrivateAddress(address));
}

/** A web address that may be asked: over https only, without name or password. */
export function toGuardedUrl(address: string, rules: AddressRules, base?: URL): URL {
  const url = URL.parse(address, base?.href);
  if (!url) throw new FetchRefused(`${address} is no web address`);
  if (url.username !== '' || url.password !== '') {
    throw new FetchRefused(`${url.host}: an address with a name or password is not fetched`);
  }
  if (url.protocol !== 'https:' && !(rules.allowsLoopback && url.protocol === 'http:')) {
    throw new FetchRefused(`${url.host}: only https is fetched, not ${url.protocol}`);
  }
  return url;
}

/** Why a connection came to nothing, without anything that only programmers read. */
export function explainRefusal({ host }: Pick<URL, 'host'>, error: unknown): Error {
  if (error instanceof FetchRefused) return error;
  if (!(error instanceof Error))
    return new FetchRefused(`${host} cannot be reached`, 'unreachable');
  if (error.name === 'TimeoutError' || error.name === 'AbortError') {
    return new FetchRefused(`${host} did not answer in time`, 'unreachable');
  }
  const code = 'code' in error ? ` (${error.code})` : '';
  return new FetchRefused(`${host} cannot be reached${code}`, 'unreachable');
}
