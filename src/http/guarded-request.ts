import { lookup as resolve } from 'node:dns';
import type { IncomingMessage } from 'node:http';
import { isIP, type LookupFunction } from 'node:net';
import { explainRefusal, FetchRefused, type IsAllowed } from './guarded-address.ts';

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
