import { createHash } from 'node:crypto';
import {
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Keep } from '../understanding/keep-learned.ts';

/** Beside the installed packages, where tools keep what can be made again. */
const CACHE = join(import.meta.dirname, '../../node_modules/.cache/posko');

/** Keeps what was made until the digest of all it is made from changes: beside the packages, or else in the data folder. */
export function keepMade(dataFolder: string | undefined, digestOfAll: () => string): Keep {
  let digest: string | undefined;
  const folders = [CACHE, ...(dataFolder === undefined ? [] : [dataFolder])];
  return (name, make) => {
    const prefix = `kept-${name}-`;
    digest ??= digestOfAll();
    const file = `${prefix}${digest}.bin`;
    for (const folder of folders) {
      const kept = readKept(join(folder, file));
      if (kept) return kept;
    }
    const made = make();
    folders.some((folder) => tryToKeep(folder, { prefix, file }, made));
    return made;
  };
}

/** Undefined where nothing is kept, or less than was written, as after a power cut. */
function readKept(path: string): Uint8Array | undefined {
  try {
    const bytes = readFileSync(path);
    const [sum, kept] = [bytes.subarray(0, SUM_BYTES), bytes.subarray(SUM_BYTES)];
    return sumOf(kept).equals(sum) ? kept : undefined;
  } catch {
    return undefined;
  }
}

const SUM_BYTES = 32;

function sumOf(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}

/** Whoever can write nowhere makes it anew at every start. */
function tryToKeep(
  folder: string,
  { prefix, file }: { prefix: string; file: string },
  made: Uint8Array,
): boolean {
  const draft = join(folder, `${file}.${process.pid}`);
  try {
    mkdirSync(folder, { recursive: true });
    for (const old of globSync(join(folder, `${prefix}*.bin`))) rmSync(old, { force: true });
    writeFileSync(draft, Buffer.concat([sumOf(made), made]));
    renameSync(draft, join(folder, file));
    return true;
  } catch {
    rmSync(draft, { force: true });
    return false;
  }
}

/** Of a text, and of everything in some folders. */
export function digestOf(text: string, folders: readonly string[]): string {
  const hash = createHash('sha256').update(text);
  for (const folder of folders) {
    const files = readdirSync(folder, { recursive: true, withFileTypes: true });
    const paths = files
      .filter((file) => file.isFile())
      .map(({ parentPath, name }) => join(parentPath, name));
    for (const path of paths.sort())
      hash.update(path.slice(folder.length)).update(readFileSync(path));
  }
  return hash.digest('hex').slice(0, 16);
}
