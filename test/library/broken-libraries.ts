import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parse } from 'yaml';
import type { Change } from './base-library.ts';

/** One fault: what is put into the tiny library, and what an author is told about it. */
interface Fault extends Change {
  findings: readonly string[];
}

/** A library for each kind of fault that an author can make. */
export const faults: readonly [string, Fault][] = globSync('test/fixtures/broken-flows/*.yaml')
  .sort()
  .map((path): [string, Fault] => [
    basename(path, '.yaml').replaceAll('-', ' '),
    parse(readFileSync(path, 'utf8')) as Fault,
  ]);

/** Texts that are too long to be written out. */
export const tooLong: [string, Fault][] = [
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
