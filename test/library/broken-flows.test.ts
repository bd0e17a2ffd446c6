import { expect, test } from 'vitest';
import { inspectContent, loadContent } from '../../src/app/load-content.ts';
import type { Finding } from '../../src/engine/check.ts';
import { withLibrary } from './base-library.ts';
import { faults, tooLong } from './broken-libraries.ts';

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

/** The list of what Posko can do grows with every call, so only its beginning is compared. */
function toLine({ file, state, message }: Finding): string {
  const shown = message.replace(/(Posko cannot do; it can ).+/, '$1…');
  return `${file}: ${state === undefined ? '' : `${state} `}${shown}`;
}
