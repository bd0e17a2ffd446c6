import { expect, test } from 'vitest';
import { readOptions } from './match-options.ts';

test('help is usage', () => {
  expect(readOptions(['--help'])).toMatchObject({
    type: 'help',
    usage: expect.stringContaining('--documents'),
  });
});

test.each([
  [['--speed'], "Unknown option '--speed'; see --help"],
  [['--documents', 'many'], '--documents takes a whole number above 0, not many'],
  [['--peers', 'fts5,grep'], 'no peer is called grep; there are fts5, minisearch, natural'],
])('%j is told in one line', (args, message) => {
  expect(readOptions(args)).toEqual({ type: 'wrong', message });
});

test('what is not said has its usual value', () => {
  expect(readOptions(['--peers', ''])).toEqual({
    type: 'run',
    options: { documents: 10_000, peers: [], perKind: undefined, json: false, only: undefined },
  });
});
