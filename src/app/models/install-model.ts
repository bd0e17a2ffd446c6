import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../user-error.ts';
import { fetchFile, hashOf } from './fetch-file.ts';
import type { KnownModel, ModelFile } from './known-models.ts';

export interface InstallOptions {
  folder: string;
  /** An address to fetch from instead of the publisher's server; the operator answers for it. */
  mirror?: URL | undefined;
  /** SHA-256 by file, where none is published. */
  hashes?: Readonly<Record<string, string>>;
  acceptsUnverified?: boolean;
  /** Told before each file; returns what is told of its progress. */
  begin(file: ModelFile): (bytes: number) => void;
}

/** Fetches all files of a model into its folder, which is there only when it is whole; returns their SHA-256. */
export async function installModel(model: KnownModel, options: InstallOptions) {
  const { folder, mirror, hashes = {}, begin } = options;
  const files = model.files.map((file) => ({
    ...file,
    sha256: file.sha256 ?? hashes[file.name] ?? null,
  }));
  const unknown = files.filter(({ sha256 }) => sha256 === null).map(({ name }) => name);
  if (unknown.length > 0 && !options.acceptsUnverified) throw new Failure(explain(unknown));
  const draft = `${folder}.part`;
  mkdirSync(draft, { recursive: true, mode: 0o700 });
  await checkSpace(draft, model);
  const found = new Map<string, string>();
  for (const file of files) {
    const url = addressOf(model, file, mirror);
    const target = join(draft, file.name);
    found.set(file.name, await fetchFile(file, { url, target, show: begin(file) }));
  }
  await writeFile(join(draft, 'posko.json'), `${JSON.stringify(model.settings)}\n`);
  const lines = [...found].map(([name, sha256]) => `${sha256}  ${name}\n`);
  await writeFile(join(draft, SUMS), lines.join(''));
  rmSync(folder, { recursive: true, force: true });
  renameSync(draft, folder);
  return found;
}

/** Whether a model was fetched into a folder; it may be damaged since. */
export function isInstalled(folder: string): boolean {
  return existsSync(join(folder, SUMS));
}

/** Names the files of a folder that are missing, or are not as they were published and fetched. */
export async function findDamage(model: KnownModel, folder: string): Promise<string[]> {
  const sums = readFileSync(join(folder, SUMS), 'utf8');
  const damaged: string[] = [];
  for (const { name, sha256 } of model.files) {
    const path = join(folder, name);
    const found = existsSync(path) ? await hashOf(path) : undefined;
    const isFetched = sums.includes(`${found}  ${name}\n`);
    if (!isFetched || (sha256 !== null && found !== sha256)) damaged.push(name);
  }
  return damaged;
}

/** In the format of `sha256sum -c`. */
const SUMS = 'SHA256SUMS';
const MB = 1024 ** 2;
const SPARE_MB = 200;

function explain(names: readonly string[]): string {
  const flags = names.map((name) => `--sha256 ${name}=…`).join(' ');
  return `no SHA-256 is published for ${names.join(', ')}: give what you know it to be with ${flags}, or take what comes with --accept-unverified`;
}

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
