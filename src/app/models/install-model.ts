import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../user-error.ts';
import { fetchFile, hashOf } from './fetch-file.ts';
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
    files.map(({ name }) => hashOf(join(folder, name)).catch(() => '')),
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
