import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { open, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hashOfFiles } from '../../embedder/load-embedder.ts';
import { Failure } from '../user-error.ts';
import type { KnownModel, ModelFile } from './known-models.ts';

export interface InstallOptions {
  folder: string;
  /** An address to fetch from instead of the publisher's server; the operator answers for it. */
  mirror?: URL | undefined;
  /** Told before each file; returns what is told of its progress. */
  begin(file: ModelFile): (bytes: number) => void;
}

/** Fetches all files of a model into its folder, which is there only when it is whole. */
export async function installModel(model: KnownModel, { folder, mirror, begin }: InstallOptions) {
  const draft = `${folder}.part`;
  mkdirSync(draft, { recursive: true, mode: 0o700 });
  await checkSpace(draft, model);
  for (const file of model.files) {
    const url = addressOf(model, file, mirror);
    await fetchFile(file, { url, target: join(draft, file.name), show: begin(file) });
  }
  await writeFile(join(draft, 'posko.json'), `${JSON.stringify(model.settings)}\n`);
  const lines = model.files.map(({ name, sha256 }) => `${sha256}  ${name}\n`);
  await writeFile(join(draft, SUMS), lines.join(''));
  rmSync(folder, { recursive: true, force: true });
  renameSync(draft, folder);
}

/** Whether a model was fetched into a folder; it may be damaged since. */
export function isInstalled(folder: string): boolean {
  return existsSync(join(folder, SUMS));
}

/** Names the files of a folder that are missing, or are not as they were published. */
export async function findDamage({ files }: KnownModel, folder: string): Promise<string[]> {
  const hashes = await Promise.all(
    files.map(({ name }) => hashOfFiles([join(folder, name)]).catch(() => '')),
  );
  return files.flatMap(({ name, sha256 }, at) => (hashes[at] === sha256 ? [] : name));
}

/** In the format of `sha256sum -c`. */
const SUMS = 'SHA256SUMS';
const MB = 1024 ** 2;
const SPARE_MB = 200;

async function checkSpace(folder: string, { files }: KnownModel): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const there = files.map(({ name }) => statSync(join(folder, name), { throwIfNoEntry: false }));
  const missing = files.reduce((sum, { bytes }, at) => sum + bytes - (there[at]?.size ?? 0), 0);
  const wanted = missing / MB + SPARE_MB;
  const free = (bavail * bsize) / MB;
  if (free >= wanted) return;
  throw new Failure(
    `${Math.ceil(wanted)} MiB are needed in ${folder}, ${Math.floor(free)} are free`,
  );
}

function addressOf({ address }: KnownModel, { path }: ModelFile, mirror: URL | undefined): URL {
  const url = new URL(path, address);
  return mirror ? new URL(`${mirror.href.replace(/\/$/, '')}${url.pathname}`) : url;
}

interface FetchOptions {
  url: URL;
  /** Where it is written; what lies there of an earlier attempt is continued. */
  target: string;
  show(bytes: number): void;
}

/** Fetches a file, or the rest of one cut off; deletes one that is not what it should be. */
async function fetchFile(file: ModelFile, options: FetchOptions): Promise<void> {
  const { target } = options;
  const sizeOf = () => statSync(target, { throwIfNoEntry: false })?.size ?? 0;
  const from = sizeOf() <= file.bytes ? sizeOf() : 0;
  if (from < file.bytes) await download(options, from, file.bytes);
  if (sizeOf() < file.bytes) {
    throw new Failure(`${file.name}: only ${sizeOf()} of ${file.bytes} bytes came; ${AGAIN}`);
  }
  const sha256 = await hashOfFiles([target]);
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
  if (!response.ok) throw new Failure(`${url.host} answers ${response.status} for ${url.pathname}`);
  let bytes = response.status === 206 ? from : 0;
  // Not a pipeline: that would drop what has come and is not yet written, where the server breaks off.
  await using file = await open(target, bytes > 0 ? 'a' : 'w');
  try {
    for await (const chunk of response.body ?? []) {
      bytes += chunk.length;
      if (bytes > most) throw new Failure(`${url} is larger than it should be`);
      show(bytes);
      await file.writeFile(chunk);
    }
  } catch (error) {
    throw error instanceof Failure ? error : breakOff(url, error);
  }
}

function breakOff({ host }: URL, cause: unknown): never {
  throw new Failure(`${host} broke off; ${AGAIN}`, { cause });
}
