import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { inspectContent, loadContent } from '../../src/app/load-content.ts';
import type { Finding } from '../../src/engine/check.ts';
import { type Change, withLibrary } from './base-library.ts';

/** One fault: what is put into the tiny library, and what an author is told about it. */
interface Fault extends Change {
  findings: readonly string[];
}

const faults = globSync('test/fixtures/broken-flows/*.yaml')
  .sort()
  .map((path): [string, Fault] => [
    basename(path, '.yaml').replaceAll('-', ' '),
    parse(readFileSync(path, 'utf8')) as Fault,
  ]);

const tooLong: [string, Fault][] = [
  [
    'question over 1024 characters',
    {
      words: { say: { 'tip.consent': 'a'.repeat(1025) } },
      findings: ['locales/id.yaml: tip.consent is over 1024 characters with choices'],
    },
  ],
  [
    'text over 4096 characters',
    {
      words: { say: { 'tip.kept': 'a'.repeat(4097) } },
      findings: ['locales/id.yaml: tip.kept is over 4096 characters'],
    },
  ],
];

test('the tiny library that every fault is put into is sound', () => {
  expect(withLibrary({}, inspectContent).findings).toEqual([]);
});

test('there is a broken library for each kind of fault', () => {
  expect(faults.length).toBeGreaterThanOrEqual(50);
});

test.each([...faults, ...tooLong])('%s is found and told in plain words', (_, fault) => {
  expect(withLibrary(fault, inspectContent).findings.map(toLine)).toEqual(fault.findings);
});

test('a library with a fault is not loaded, and the whole list is told', () => {
  const fault = { files: { 'flows/news.yaml': null }, words: { choices: { later: ['Nanti'] } } };
  expect(() => withLibrary(fault, loadContent)).toThrow(
    [
      'the flows or words need mending:',
      '  flows/news.yaml: the flow news is missing; Posko starts it',
      '  locales/id.yaml: names the choice later, which no flow offers',
    ].join('\n'),
  );
});

test('a fault in one file does not hide a fault in another', () => {
  const files = { 'flows/tip.yaml': 'flow: [', 'flows/menu.yaml': 'flow: menu\nstart: 1 2\n' };
  const found = withLibrary({ files }, inspectContent).findings.map(({ file }) => file);
  expect(new Set(found)).toEqual(new Set(['flows/tip.yaml', 'flows/menu.yaml']));
});

const checks = [
  'src/engine/check.ts',
  'src/engine/check-ends.ts',
  'src/engine/shape-fault.ts',
  'src/i18n/check-words.ts',
];

test.each(checks)('every message of %s is provoked by a fault', (path) => {
  const told = [...faults, ...tooLong].flatMap(([, { findings }]) => findings).join('\n');
  const messages = messagesIn(readFileSync(path, 'utf8'));
  expect(messages.length).toBeGreaterThanOrEqual(2);
  expect(messages.filter((message) => !message.test(told)).map(String)).toEqual([]);
});

/** The list of what Posko can do grows with every call, so only its beginning is compared. */
function toLine({ file, state, message }: Finding): string {
  const shown = message.replace(/(Posko cannot do; it can ).+/, '$1…');
  return `${file}: ${state === undefined ? '' : `${state} `}${shown}`;
}

/** The texts of a source file that are sentences, as patterns in which every gap is open. */
function messagesIn(source: string): RegExp[] {
  const code = source.replace(/^import .*$|\/\*\*[\s\S]*?\*\//gm, '');
  const texts = [...code.matchAll(/`([^`]*)`|'([^'\n]*)'/g)].map(([, a, b]) => a ?? b ?? '');
  return texts
    .filter(
      (text) =>
        text
          .replace(/\$\{[^}]*\}/g, '')
          .trim()
          .split(' ').length > 2,
    )
    .map(
      (text) =>
        new RegExp(
          text
            .split(/\$\{[^}]*\}/)
            .map(RegExp.escape)
            .join('.+'),
        ),
    );
}
