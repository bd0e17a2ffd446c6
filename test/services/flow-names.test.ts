import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isAt, isIn, start } from '../../src/domain/content/flow-names.ts';

test('a flow or state that the code does not know does not compile', () => {
  const place = { flow: 'submit', state: 'consent' };
  expect(isAt(place, { flow: 'submit', state: 'consent' })).toBe(true);
  // @ts-expect-error: no such flow
  expect(isIn(place, 'sumbit')).toBe(false);
  // @ts-expect-error: no such state
  expect(isAt(place, { flow: 'submit', state: 'concent' })).toBe(false);
  // @ts-expect-error: a state of another flow
  expect(isAt(place, { flow: 'report', state: 'consent' })).toBe(false);
  // @ts-expect-error: no such flow
  expect(start('new')).toEqual({ type: 'start', flow: 'new', values: {} });
});

test('the code names flows where the compiler checks them', () => {
  const bare = /\bflow [!=]== ['"`]|type: 'start', flow: ['"`]/;
  const files = globSync('src/**/*.ts').filter((path) => bare.test(readFileSync(path, 'utf8')));
  expect(files).toEqual([]);
});
