import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** What the image leaves out of `node_modules`, by its path there. */
export const unusedPackages = readFileSync('deploy/unused-packages', 'utf8').trim().split('\n');

/** Lays out in a folder what the image has, with a cache of its own. */
export function layOutImage(): string {
  const root = mkdtempSync(join(tmpdir(), 'posko-image-'));
  for (const name of ['src', 'flows', 'locales', 'package.json', 'node_modules/natural']) {
    cpSync(name, join(root, name), { recursive: true });
  }
  const gone = new Set(['natural', ...unusedPackages]);
  for (const name of readdirSync('node_modules')) {
    if (name.startsWith('.') || gone.has(name)) continue;
    const scoped = name.startsWith('@') ? readdirSync(join('node_modules', name)) : [''];
    for (const each of scoped) {
      const path = join('node_modules', name, each);
      mkdirSync(dirname(join(root, path)), { recursive: true });
      symlinkSync(resolve(path), join(root, path));
    }
  }
  for (const path of unusedPackages) {
    rmSync(join(root, 'node_modules', path), { recursive: true, force: true });
  }
  return root;
}

/** The words that the image starts with Node, as its Dockerfile says. */
export function imageCommand(): string[] {
  const dockerfile = readFileSync('Dockerfile', 'utf8');
  const [entry = [], last = []] = ['ENTRYPOINT', 'CMD'].map((name): string[] => {
    return JSON.parse(new RegExp(`^${name} (\\[.*\\])$`, 'm').exec(dockerfile)?.[1] ?? '[]');
  });
  return [...entry.slice(entry.indexOf('node') + 1), ...last];
}
