import { expect, test } from 'vitest';
import { findNameProblem, foldName, tidyName } from '../../src/domain/accounts/reviewer-name.ts';

test.each(['Rina', 'rina puspita', "D'Angelo", 'Andi_2', 'J.K. Éva', 'i Gusti Ngurah'])(
  '%s is a name',
  (name) => {
    expect(findNameProblem(name)).toBeUndefined();
  },
);

test.each([
  ['', 'length'],
  ['R', 'length'],
  ['  R  ', 'length'],
  ['r'.repeat(41), 'length'],
  ['rina@posko.id', 'signs'],
  ['<b>rina</b>', 'signs'],
  ["'; DROP TABLE reviewers", 'signs'],
  ['{"$ne":null}', 'signs'],
  ['=cmd()', 'signs'],
  ['-rina', 'signs'],
  ['rina\nadmin', 'signs'],
  ['rina  puspita', 'signs'],
  ['аdmin', 'signs'], // begins with a Cyrillic letter
  ['\u202eanir', 'signs'],
  ['ri\u200bna', 'signs'],
  ['Posko', 'reserved'],
  ['UNKNOWN', 'reserved'],
])('%j is refused: %s', (name, problem) => {
  expect(findNameProblem(name)).toBe(problem);
});

test('one way to write a name, and one name for all its cases', () => {
  expect(tidyName(' Rina\u00e9 ')).toBe(tidyName('Rinae\u0301'));
  expect(foldName('RINA')).toBe(foldName('rina '));
  expect(foldName('ｒｉｎａ')).toBe('rina');
});
