import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { knownVariables } from '../src/config/known-variables.ts';
import { variableOf } from '../src/services/settings/changeable.ts';
import { writeExample, writeSettingsPage } from './support/settings-pages.ts';

const pages = ['README.md', 'CONTRIBUTING.md', ...globSync('docs/*.md')];
const settings = readFileSync('docs/settings.md', 'utf8');

test('docs/settings.md tells what the schema says of every variable, as "npm run settings" writes it', () => {
  expect(writeSettingsPage(settings)).toBe(settings);
  const told = [...settings.matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name);
  expect(told).toEqual([...knownVariables.keys()]);
});

test('.env.example holds every variable that Posko reads, as "npm run settings" writes it', () => {
  expect(readFileSync('.env.example', 'utf8')).toBe(writeExample());
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
