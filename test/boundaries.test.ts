import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from './support/posko.ts';

const biome = resolve('node_modules/.bin/biome');
const rules = { ...JSON.parse(readFileSync('biome.json', 'utf8')), $schema: undefined, vcs: {} };

/** What the project's linter says of a text that stands in a file of the project. */
function lint(path: string, source: string): string {
  using folder = temporaryFolder();
  const file = join(folder.path, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(join(folder.path, 'biome.json'), JSON.stringify(rules));
  writeFileSync(file, source);
  const run = spawnSync(biome, ['lint', '.'], { cwd: folder.path, encoding: 'utf8' });
  return run.stdout + run.stderr;
}

test.each([
  ['src/domain/planted.ts', 'export const now = Date.now();', 'Take the time as an argument'],
  ['src/i18n/planted.ts', 'export const now = Date.now();', 'Take the time as an argument'],
  ['src/engine/planted.ts', 'export const home = process.env.HOME;', 'Take it from Config'],
  ['src/planted.ts', 'export default 1;', 'noDefaultExport'],
  ['src/planted.ts', 'export function f(x: any) { console.log(x); }', 'noExplicitAny'],
])('%s is not allowed: %s', (path, source, complaint) => {
  expect(lint(path, source)).toContain(complaint);
});

test('allowed imports pass', () => {
  const source = "import { z } from 'zod';\n\nexport const name = z.string();\n";
  expect(lint('src/engine/planted.ts', source)).toContain('No fixes applied');
});
