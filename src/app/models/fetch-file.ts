import { createHash } from 'node:crypto';
import { createReadStream, existsSync, rmSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import type { IsAllowed } from '../../http/guarded-address.ts';
import { guardedRequest } from '../../http/guarded-request.ts';
import { Failure } from '../user-error.ts';
import type { ModelFile } from './known-models.ts';

export interface FetchOptions {
  url: URL;
  /** Where it is written; what lies there of an earlier attempt is continued. */
  target: string;
  isAllowed: IsAllowed;
  show(bytes: number): void;
  patienceMs?: number;
}

/** Fetches a file, or the rest of one cut off, and returns its SHA-256; deletes one that is not what it should be. */
export async function fetchFile(file: ModelFile, options: FetchOptions): Promise<string> {
  const { target } = options;
  const most = file.sha256 === null ? file.bytes * ROUGHLY : file.bytes;
  const there = existsSync(target) ? statSync(target).size : 0;
  const from = file.sha256 !== null && there <= most ? there : 0;
  const { sha256, bytes } = await download({ ...options, from, isWhole: from === most, most });
  if (file.sha256 === null) return sha256;
  if (bytes < file.bytes) {
    throw new Failure(`${file.name}: only ${bytes} of ${file.bytes} bytes came; ${AGAIN}`);
  }
  if (sha256 === file.sha256) return sha256;
  rmSync(target);
  throw new Failure(
    `${file.name} is not what was published: its SHA-256 is ${sha256} instead of ${file.sha256}; it was deleted`,
  );
}

/** How much larger than its approximate size a file may be. */
const ROUGHLY = 1.1;
const PATIENCE_MS = 60_000;
const MOST_REDIRECTS = 5;
const AGAIN = 'run the command again to continue';

interface Download extends FetchOptions {
  from: number;
  isWhole: boolean;
  most: number;
}

async function download(options: Download): Promise<{ sha256: string; bytes: number }> {
  const { target, isWhole, most, show, patienceMs = PATIENCE_MS } = options;
  const hash = createHash('sha256');
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), patienceMs);
  try {
    const response = isWhole ? undefined : await ask(options, late.signal);
    let bytes = response?.statusCode === 200 ? 0 : options.from;
    if (bytes > 0) for await (const chunk of createReadStream(target)) hash.update(chunk);
    if (response) {
      // Not a pipeline: that would drop what has come and is not yet written, where the server breaks off.
      const file = await open(target, bytes > 0 ? 'a' : 'w');
      try {
        for await (const chunk of response as AsyncIterable<Buffer>) {
          timer.refresh();
          bytes += chunk.length;
          if (bytes > most) throw new Failure(`${options.url} is larger than it should be`);
          hash.update(chunk);
          show(bytes);
          await file.writeFile(chunk);
        }
      } finally {
        await file.close();
      }
    }
    return { sha256: hash.digest('hex'), bytes };
  } catch (error) {
    if (error instanceof Failure || !isCut(error)) throw error;
    throw new Failure(`${options.url.host} broke off; ${AGAIN}`, { cause: error });
  } finally {
    clearTimeout(timer);
  }
}

function isCut(error: unknown): boolean {
  return error instanceof Error && 'code' in error && CUT.has(String(error.code));
}

const CUT = new Set(['ECONNRESET', 'ABORT_ERR', 'ERR_STREAM_PREMATURE_CLOSE']);

/** Asks for the file from a byte on, and follows where the server sends to. */
async function ask({ url, target, from, isAllowed }: Download, signal: AbortSignal) {
  const headers = {
    'accept-encoding': 'identity',
    ...(from > 0 && { range: `bytes=${from}-` }),
  };
  let at = url;
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
    const response = await guardedRequest(at, { isAllowed, signal, headers });
    const { statusCode = 0 } = response;
    const { location } = response.headers;
    if (statusCode === 200 || continues(response, from)) return response;
    response.destroy();
    if (statusCode === 416) rmSync(target); // what is there is no part of it
    if (statusCode < 300 || statusCode >= 400 || location === undefined) {
      throw new Failure(`${at.host} answers ${statusCode} for ${at.pathname}`);
    }
    at = new URL(location, at);
    if (url.protocol === 'https:' && at.protocol !== 'https:') {
      throw new Failure(`${url.host} sends on to ${at.protocol}, where only https is followed`);
    }
  }
  throw new Failure(`${url.host} sends on more than ${MOST_REDIRECTS} times`);
}

function continues({ statusCode, headers }: IncomingMessage, from: number): boolean {
  return statusCode === 206 && (headers['content-range'] ?? '').startsWith(`bytes ${from}-`);
}
