import { lookup as resolve } from 'node:dns';
import type { IncomingMessage } from 'node:http';
import { isIP, type LookupFunction } from 'node:net';
import { isLoopback, isPrivateAddress, isPublicAddress } from './is-public-address.ts';

export type Fetched =
  | {
      type: 'fetched';
      url: string;
      text: string;
      bytes: Uint8Array;
      mime: string;
      etag: string | undefined;
      lastModified: string | undefined;
      /** Header that names the next page. */
      link: string | undefined;
    }
  | { type: 'unchanged' };

export interface FetchOptions extends AddressRules {
  headers?: Readonly<Record<string, string>>;
  timeoutMs?: number;
  /** Aborts earlier, for example when the process ends. */
  signal?: AbortSignal | undefined;
}

const MAX_BYTES = 5 * 1024 * 1024;
const MAX_REDIRECTS = 3;
const TIMEOUT_MS = 10_000;

/** Fetches a page that an operator named: https, from public addresses only, without cookies, with limits on size and time. */
export async function guardedFetch(address: string, options: FetchOptions = {}): Promise<Fetched> {
  const { headers = {}, timeoutMs = TIMEOUT_MS } = options;
  const late = AbortSignal.timeout(timeoutMs);
  const signal = options.signal ? AbortSignal.any([late, options.signal]) : late;
  const first = toGuardedUrl(address, options);
  let url = first;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
    const kept = url.origin === first.origin ? headers : {};
    const response = await guardedRequest(url, {
      isAllowed: allowedBy(options, url.origin === first.origin ? url.hostname : undefined),
      signal,
      headers: { 'accept-encoding': 'identity', accept: '*/*', ...kept },
    });
    const { statusCode = 0 } = response;
    const { location } = response.headers;
    if (statusCode >= 300 && statusCode < 400 && statusCode !== 304 && location) {
      response.destroy();
      url = toGuardedUrl(location, options, url);
      continue;
    }
    return read(url, response, signal);
  }
  throw new FetchRefused(`${first.host} sends on more than ${MAX_REDIRECTS} times`, 'refused');
}

async function read(url: URL, response: IncomingMessage, signal: AbortSignal): Promise<Fetched> {
  const { statusCode, headers } = response;
  if (statusCode === 304) {
    response.destroy();
    return { type: 'unchanged' };
  }
  const encoding = headers['content-encoding'] ?? 'identity';
  if (statusCode !== 200 || encoding !== 'identity') {
    response.destroy();
    const problem = statusCode === 200 ? `sends ${encoding} unasked` : `answers ${statusCode}`;
    throw new FetchRefused(`${url.host} ${problem}`, 'refused');
  }
  const bytes = await readBytes(url, response, signal);
  const { etag, link } = headers;
  const mime = headers['content-type'] ?? 'application/octet-stream';
  const page = { url: url.href, text: decode(bytes, mime), bytes, mime: mime.slice(0, 100) };
  const lastModified = headers['last-modified'];
  return { type: 'fetched', ...page, etag, lastModified, link: link?.toString() };
}

async function readBytes(url: URL, response: IncomingMessage, signal: AbortSignal) {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > MAX_BYTES) throw new FetchRefused(`${url.host} sends more than 5 MB`, 'large');
      chunks.push(chunk);
    }
  } catch (error) {
    throw explainRefusal(url, signal.aborted ? signal.reason : error);
  }
  return Buffer.concat(chunks);
}

function decode(bytes: Buffer, contentType: string): string {
  const [, charset = 'utf-8'] = /charset="?([\w-]+)/i.exec(contentType) ?? [];
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes); // unknown charset
  }
}

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

interface Asking {
  isAllowed: IsAllowed;
  signal: AbortSignal;
  headers: Readonly<Record<string, string>>;
  /** Posted where there is one. */
  body?: string;
}

/** Asks an address over a connection of its own, follows no redirect, and throws only what `explainRefusal` says. */
export async function guardedRequest(url: URL, asking: Asking): Promise<IncomingMessage> {
  const { isAllowed, signal, headers, body } = asking;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0) checkAddress(url.host, host, isAllowed); // no lookup is made for a number
  // An import statement would load all of undici, 13 MB, at start.
  const { request: ask } = process.getBuiltinModule(
    url.protocol === 'https:' ? 'node:https' : 'node:http',
  );
  const request = ask(url, {
    method: body === undefined ? 'GET' : 'POST',
    agent: false,
    signal,
    lookup: guardedLookup(isAllowed),
    headers: { 'user-agent': 'Posko', ...headers },
  });
  return new Promise((done, fail) => {
    request.on('response', done);
    request.on('error', (error) => fail(explainRefusal(url, error)));
    request.end(body);
  });
}

/** Looks at every address of a name when the connection is made; one that is not allowed spoils them all. */
function guardedLookup(isAllowed: IsAllowed): LookupFunction {
  return (host, options, done) => {
    resolve(host, { ...options, all: true }, (error, addresses) => {
      if (error) return done(error, '');
      try {
        for (const { address } of addresses) checkAddress(host, address, isAllowed);
      } catch (refused) {
        return done(refused as Error, ''); // checkAddress throws nothing else
      }
      const [first] = addresses;
      if (options.all) return done(null, addresses);
      return done(null, first?.address ?? '', first?.family);
    });
  };
}

function checkAddress(host: string, address: string, isAllowed: IsAllowed): void {
  if (isAllowed(address)) return;
  throw new FetchRefused(`${host} leads to ${address}, which is not in the public internet`);
}
