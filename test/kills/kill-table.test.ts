import { expect, test } from 'vitest';
import { findWriters, writersOfSources } from './find-writers.ts';
import unkilled from './unkilled.json' with { type: 'json' };
import { works } from './works.ts';

const killed = new Set(Object.values(works).flatMap(({ writers }) => writers));
const excused = unkilled.flatMap(({ files }) => files);
const writers = writersOfSources().map((path) => path.replace(/^src\/|\.ts$/g, ''));

test('all that writes is killed at each of its writes, or the table says why not', () => {
  expect(writers.filter((file) => !killed.has(file) && !excused.includes(file))).toEqual([]);
});

test('the table names nothing twice, and nothing that writes no more', () => {
  expect(excused.filter((file) => killed.has(file))).toEqual([]);
  expect([...killed, ...excused].filter((file) => !writers.includes(file))).toEqual([]);
  expect(new Set(excused).size).toBe(excused.length);
});

test.each([
  ['a part of the store', 'await deps.store.cases.commit({ cases: [] });'],
  ['a part under its own name', 'const { outbox } = store;\nawait outbox.begin(outgoing);'],
  [
    'documents of its own',
    "const notes = documentsOf('note', schema);\nawait notes.save(deps, note);",
  ],
  ['documents of others', 'await saveWarning(deps, warning);'],
])('a new service that writes is found: %s', (_, text) => {
  const files = new Map([
    ['src/services/a.ts', text],
    [
      'src/services/b.ts',
      'export const { find: readWarning, save: saveWarning } = warnings;\ndocumentsOf(',
    ],
    ['src/services/c.ts', 'const found = await deps.store.cases.get(id);'],
  ]);
  expect(findWriters(files)).toEqual(['src/services/a.ts']);
});
