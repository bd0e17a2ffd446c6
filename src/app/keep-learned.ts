import { createHash } from 'node:crypto';
import {
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Keep } from '../understanding/keep-learned.ts';
import type { Examples } from '../understanding/understanding.ts';

/** Beside the installed packages, where tools keep what can be made again. */
const CACHE = join(import.meta.dirname, '../../node_modules/.cache/posko');

/** Keeps what was learned until the examples or the code that learns change: beside the packages, or else in the data folder. */
export function keepLearned(dataFolder: string | undefined, examples: Examples): Keep {
  let digest: string | undefined;
  const folders = [CACHE, ...(dataFolder === undefined ? [] : [dataFolder])];
  return (name, learn) => {
    const prefix = `learned-${name}-`;
    digest ??= digestOf(examples);
    const file = `${prefix}${digest}.bin`;
    const kept = folders.map((folder) => join(folder, file)).find((path) => existsSync(path));
    if (kept !== undefined) return readFileSync(kept);
    const learned = learn();
    folders.some((folder) => tryToKeep(folder, { prefix, file }, learned));
    return learned;
  };
}

/** Whoever can write nowhere learns anew at every start. */
function tryToKeep(
  folder: string,
  { prefix, file }: { prefix: string; file: string },
  learned: Uint8Array,
): boolean {
  const draft = join(folder, `${file}.${process.pid}`);
  try {
    mkdirSync(folder, { recursive: true });
    for (const old of globSync(join(folder, `${prefix}*.bin`))) rmSync(old, { force: true });
    writeFileSync(draft, learned);
    renameSync(draft, join(folder, file));
    return true;
  } catch {
    rmSync(draft, { force: true });
    return false;
  }
}

/** Of the examples, and of the code that reads them. */
function digestOf(examples: Examples): string {
  const hash = createHash('sha256').update(JSON.stringify(examples));
  const root = join(import.meta.dirname, '..');
  const files = globSync(['understanding/*.{ts,json}', 'matching/*.{ts,json}'], { cwd: root });
  for (const file of files.sort()) hash.update(readFileSync(join(root, file)));
  return hash.digest('hex').slice(0, 16);
}
