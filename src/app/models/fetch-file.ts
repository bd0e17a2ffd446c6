import { createHash } from 'node:crypto';
import { createReadStream, rmSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { Failure } from '../user-error.ts';
import type { ModelFile } from './known-models.ts';

interface FetchOptions {
  url: URL;
  /** Where it is written; what lies there of an earlier attempt is continued. */
  target: string;
  show(bytes: number): void;
}

/** Fetches a file, or the rest of one cut off; deletes one that is not what it should be. */
export async function fetchFile(file: ModelFile, options: FetchOptions): Promise<void> {
  const { target } = options;
  const sizeOf = () => statSync(target, { throwIfNoEntry: false })?.size ?? 0;
  const from = sizeOf() <= file.bytes ? sizeOf() : 0;
  if (from < file.bytes) await download(options, from, file.bytes);
  if (sizeOf() < file.bytes) {
    throw new Failure(`${file.name}: only ${sizeOf()} of ${file.bytes} bytes came; ${AGAIN}`);
  }
  const sha256 = await hashOf(target);
  if (sha256 === file.sha256) return;
  rmSync(target);
  throw new Failure(
    `${file.name} is not what was published: its SHA-256 is ${sha256} instead of ${file.sha256}; it was deleted`,
  );
}

const AGAIN = 'run the command again to continue';

async function download({ url, target, show }: FetchOptions, from: number, most: number) {
  const range = from > 0 && { range: `bytes=${from}-` };
  const headers = { 'accept-encoding': 'identity', ...range };
  const response = await fetch(url, { headers }).catch((cause: unknown) => breakOff(url, cause));
  if (response.status === 416) rmSync(target); // what is there is no part of it
  if (!response.ok) {
    throw new Failure(`${url.host} answers ${response.status} for ${url.pathname}`);
  }
  let bytes = response.status === 206 ? from : 0;
  // Not a pipeline: that would drop what has come and is not yet written, where the server breaks off.
  const file = await open(target, bytes > 0 ? 'a' : 'w');
  try {
    for await (const chunk of response.body ?? []) {
      bytes += chunk.length;
      if (bytes > most) throw new Failure(`${url} is larger than it should be`);
      show(bytes);
      await file.writeFile(chunk);
    }
  } catch (error) {
    throw error instanceof Failure ? error : breakOff(url, error);
  } finally {
    await file.close();
  }
}

function breakOff({ host }: URL, cause: unknown): never {
  throw new Failure(`${host} broke off; ${AGAIN}`, { cause });
}

/** The SHA-256 of a file in hexadecimal digits. */
export async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest('hex');
}
