import { createHash } from 'node:crypto';
import {
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { Keep } from '../understanding/understanding.ts';

/** Beside the installed packages, where tools keep what can be made again. */
const CACHE = join(import.meta.dirname, '../../node_modules/.cache/posko');

/** Keeps what was made until the digest of all it is made from changes: beside the packages, or else in the data folder. */
export function keepMade(dataFolder: string | undefined, digestOfAll: () => string): Keep {
  let digest: string | undefined;
  const folders = [CACHE, ...(dataFolder === undefined ? [] : [dataFolder])];
  return (name, make) => {
    digest ??= digestOfAll();
    const paths = folders.map((folder) => join(folder, `kept-${name}-${digest}.bin`));
    for (const path of paths) {
      try {
        return deserialize(readFileSync(path));
      } catch {} // damaged, or not there (any more)
    }
    const made = make();
    const bytes = serialize(made);
    paths.some((path) => tryToKeep(path, bytes));
    return made;
  };
}

/** Whoever can write nowhere makes it anew at every start. */
function tryToKeep(path: string, made: Uint8Array): boolean {
  const draft = `${path}.${process.pid}`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    for (const old of globSync(path.replace(/-\w+\.bin$/, '-*.bin'))) rmSync(old, { force: true });
    writeFileSync(draft, made, { flush: true }); // or a power cut could leave a name without its bytes
    renameSync(draft, path);
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
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }); // also behind links
    for (const name of names.sort()) {
      const path = join(folder, name);
      if (existsSync(path) && statSync(path).isFile()) hash.update(name).update(readFileSync(path));
    }
  }
  return hash.digest('hex').slice(0, 16);
}
