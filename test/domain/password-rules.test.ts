import { expect, test } from 'vitest';
import { findPasswordProblem } from '../../src/domain/accounts/password-rules.ts';

test.each([
  ['pendek', 'short'],
  ['sebelas sig', 'short'],
  ['x'.repeat(201), 'long'],
  ['password1234', 'common'],
  ['P@ssw0rd12345', 'common'],
  ['indonesia2026!', 'common'],
  ['Bismillah123456', 'common'],
  ['sayangkamu123', 'common'],
  ['rahasia-rahasia', 'common'],
  ['qwertyuiop123', 'common'],
  ['123456789012', 'common'],
  ['081234567890', 'common'],
  ['aaaaaaaaaaaa', 'common'],
  ['abcabcabcabc', 'common'],
  ['mnopqrstuvwx', 'common'],
  ['poskosiaga2026', 'common'],
  ['rinapuspita12', 'name'],
  ['Puspita Rina 2026', 'name'],
  ['R1naPuspita!!', 'name'],
  ['puspitasayang1', 'name'],
])('%s is refused: %s', (password, problem) => {
  expect(findPasswordProblem(password, 'Rina Puspita')).toBe(problem);
});

test.for(['Pa$$word12345', 'P@55word12345', 'P@$$w0rd12345', 'b15millah2026'])(
  '%s is as common as the word that it looks like',
  (password) => {
    expect(findPasswordProblem(password, 'Rina Puspita')).toBe('common');
  },
);

test.each([
  'kuda terbang biru laut',
  'gajah-makan-mangga',
  'X7#k9$Lp2!qW',
  'cinta kopi tubruk pahit',
  'rina suka nasi goreng',
])('%s is a password', (password) => {
  expect(findPasswordProblem(password, 'Rina Puspita')).toBeUndefined();
});
