import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readConfig } from '../src/config/config.ts';
import { variableOf } from '../src/services/settings/changeable.ts';

const pages = ['README.md', 'CONTRIBUTING.md', ...globSync('docs/*.md')];
const settings = readFileSync('docs/settings.md', 'utf8');
/** Read by a command, or said of every variable: no part of the configuration. */
const besides = /^POSKO_(?:X(?:_FILE)?|BACKUP_KEY|TEST_\w+|LOOKS|EVAL_DATA)$/;

test('docs/settings.md names every variable, and no other', () => {
  const named = settings.match(/\bPOSKO_[A-Z0-9_]+/g) ?? [];
  const known = readConfig({}).variables.map(({ name }) => name);
  const own = new Set(named.filter((name) => !besides.test(name)));
  expect([...own, 'NODE_ENV'].toSorted()).toEqual(known);
});

test('docs/settings.md marks what can be changed while Posko runs', () => {
  const marked = [...settings.matchAll(/^\| `(\w+)` ◆/gm)].map(([, name]) => name);
  expect(marked.toSorted()).toEqual(Object.values(variableOf).toSorted());
});

test.each(pages)('every link and every path in %s leads somewhere', (page) => {
  const text = readFileSync(page, 'utf8').replaceAll(/```.*?```/gs, '');
  const links = find(text, /(?:\]\(|src=")(?!https?:)([^)"#]+)/g).map((to) => join(page, '..', to));
  const paths = find(text, /`((?:src|test|docs|flows|locales)(?:\/[\w.-]+)+)`/g);
  const rooms = page === 'docs/architecture.md' ? find(text, /`([a-z-]+\/[\w./-]+)`/g) : [];
  const named = [...links, ...paths.filter((path) => !path.endsWith('/NAME.chat'))];
  expect(named.filter((path) => !existsSync(path))).toEqual([]);
  expect(rooms.filter((path) => !existsSync(path) && !existsSync(join('src', path)))).toEqual([]);
});

function find(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, found = '']) => found);
}
