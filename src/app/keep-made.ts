import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
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
        return deserialize(fs.readFileSync(path));
      } catch {} // damaged, or not there (any more)
    }
    const made = make();
    paths.some((path) => tryToKeep(path, serialize(made)));
    return made;
  };
}

/** Whoever can write nowhere makes it anew at every start. */
function tryToKeep(path: string, made: Uint8Array): boolean {
  const draft = `${path}.${process.pid}`;
  try {
    fs.mkdirSync(dirname(path), { recursive: true });
    for (const old of fs.globSync(path.replace(/-\w+\.bin$/, '-*.bin')))
      fs.rmSync(old, { force: true });
    fs.writeFileSync(draft, made, { flush: true }); // or a power cut could leave a name without its bytes
    fs.renameSync(draft, path);
    return true;
  } catch {
    fs.rmSync(draft, { force: true });
    return false;
  }
}

/** Of a text, and of everything in some folders, behind links too. */
export function digestOf(text: string, folders: readonly string[]): string {
  const hash = createHash('sha256').update(text);
  for (const folder of folders) {
    for (const name of fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
      const path = join(folder, name);
      if (fs.existsSync(path) && fs.statSync(path).isFile())
        hash.update(name).update(fs.readFileSync(path));
    }
  }
  return hash.digest('hex').slice(0, 16);
}
