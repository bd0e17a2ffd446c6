import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { temporaryFolder } from './support/posko.ts';

const guide = readFileSync('CONTRIBUTING.md', 'utf8');

/** A block of code that names the file it creates or changes. */
interface Block {
  kind: string;
  file: string;
  lines: readonly string[];
}

describe('the recipes of CONTRIBUTING.md, followed to the letter,', { timeout: 300_000 }, () => {
  const folder = temporaryFolder();
  const root = folder.path;
  afterAll(() => folder[Symbol.dispose]());

  beforeAll(() => {
    for (const part of ['src', 'flows', 'locales', 'types', 'package.json', 'tsconfig.json']) {
      cpSync(part, join(root, part), { recursive: true });
    }
    symlinkSync(resolve('node_modules'), join(root, 'node_modules'));
    for (const title of ['Add an action', 'Add a language']) {
      for (const block of blocksOf(title)) apply(root, block);
    }
  });

  test('leave a language of which the check lists what it lacks until nothing is missing', () => {
    const missing = checkFlows(root).matchAll(
      /min\.yaml: has no (words|name) for (?:the choice )?(.+)/g,
    );
    const words = [...missing].map(([, kind = '', key = '']) => ({ kind, key }));
    expect(words.length).toBeGreaterThan(100);
    const written = (of: string, indent: string, word: (key: string) => string) =>
      words.filter(({ kind }) => kind === of).map(({ key }) => `${indent}${key}: ${word(key)}\n`);
    const path = join(root, 'locales/min.yaml');
    change(
      path,
      /^choices:\n/m,
      `choices:\n${written('name', '  ', (key) => `[Nan ${key}]`).join('')}`,
    );
    change(path, /^say:\n/m, `say:\n${written('words', '  ', () => 'Baiak.').join('')}`);
  });

  test('leave sound flows and code that compiles', () => {
    expect(checkFlows(root)).toMatch(/flows and 5 languages are sound/);
    expect(compile(root)).toBe('');
  });

  test('add an action that a flow runs', () => {
    const [first, later] = chat(root, [say('halo'), { wait: '2d' }, say('halo')]);
    expect(first).toContain('layanan otomatis');
    expect(later).toContain('Halo lagi!');
  });

  test('add a language that a citizen chooses', () => {
    const [question, answer] = chat(root, [say('bahasa'), say('Baso Minang')]);
    expect(question).toContain('Baso Minang');
    expect(answer).toContain('kami pakai baso Minang');
  });

  test('name what is forgotten: a way on, words, an outcome', () => {
    change(join(root, 'flows/greeting.yaml'), ', known: again', '');
    expect(checkFlows(root)).toMatch(/greeting\.yaml: arrive.*known/);
    change(join(root, 'flows/greeting.yaml'), 'new: hello', 'new: hello, known: again');
    change(join(root, 'locales/en.yaml'), /^ {4}again: Hello again.*\n/m, '');
    expect(checkFlows(root)).toMatch(/en\.yaml: has no words for greeting\.again/);
    change(join(root, 'src/services/actions/recognise-citizen.ts'), ", 'known']", ']');
    expect(compile(root)).toMatch(/recognise-citizen\.ts.*known/s);
  });
});

/** The blocks of a section that name a file, without the indentation of their list. */
function blocksOf(title: string): Block[] {
  const [, rest = ''] = guide.split(`\n## ${title}\n`);
  const [section = ''] = rest.split('\n## ');
  const fences = section.matchAll(/^( *)```(\w+) (\S+)\n(.*?)^\1```$/gms);
  return [...fences].map(([, indent = '', kind = '', file = '', body = '']) => {
    const lines = body.split('\n').slice(0, -1);
    return { kind, file, lines: lines.map((line) => line.slice(indent.length)) };
  });
}

/** Creates the file, or changes it where each part of a diff fits. */
function apply(root: string, { kind, file, lines }: Block): void {
  const path = join(root, file);
  if (kind !== 'diff') {
    expect(existsSync(path), `${file} exists already`).toBe(false);
    writeFileSync(path, `${lines.join('\n')}\n`);
    return;
  }
  for (const part of lines.join('\n').split('\n@@\n')) {
    const without = (mark: string) =>
      part
        .split('\n')
        .filter((line) => !line.startsWith(mark))
        .map((line) => line.slice(1))
        .join('\n');
    change(path, without('+'), without('-'));
  }
}

function change(path: string, before: string | RegExp, after: string): void {
  const text = readFileSync(path, 'utf8');
  expect(text.split(before), `${path} holds once:\n${before}`).toHaveLength(2);
  writeFileSync(
    path,
    text.replace(before, () => after),
  );
}

const node = ['--disable-warning=ExperimentalWarning'];

function checkFlows(cwd: string): string {
  const command = [...node, 'src/main.ts', 'flows', 'check'];
  return spawnSync(process.execPath, command, { cwd, encoding: 'utf8' }).stdout;
}

function compile(cwd: string): string {
  const memory = ['--incremental', '--tsBuildInfoFile', 'compiled.json'];
  const tsc = [resolve('node_modules/typescript/bin/tsc'), '-p', '.', ...memory];
  return spawnSync(process.execPath, tsc, { cwd, encoding: 'utf8' }).stdout;
}

/** What the bot answers to JSON lines. */
function chat(cwd: string, lines: readonly object[]): string[] {
  const input = lines.map((line) => JSON.stringify(line)).join('\n');
  const command = [...node, 'src/main.ts', 'chat', '--json'];
  const said = execFileSync(process.execPath, command, { cwd, input, encoding: 'utf8' });
  return said.trim().split('\n');
}

function say(text: string) {
  return { citizen: 'w', text };
}
