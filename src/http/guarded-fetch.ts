import type { IncomingMessage } from 'node:http';
import {
  type AddressRules,
  allowedBy,
  explainRefusal,
  FetchRefused,
  toGuardedUrl,
} from './guarded-address.ts';
import { guardedRequest } from './guarded-request.ts';

/** Fetched page, or one that is unchanged. */
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
