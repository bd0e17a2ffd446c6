import { expect, test } from 'vitest';
import { filesOf, ownFactCheckId } from '../../src/domain/cases/case.ts';
import { MORNING } from '../support/stage.ts';

const file = (sha256: string) => ({ sha256, mime: 'image/jpeg' });

test('the files of a tip are those it came with and those of its citizen’s answers', () => {
  const answer = { name: 'proof', kind: 'file', text: '', at: MORNING };
  const saved = [
    { ...answer, files: [file('b'), file('c')] },
    { ...answer, kind: 'text' },
  ];
  expect(filesOf({ media: [file('a')], saved })).toEqual([file('a'), file('b'), file('c')]);
  expect(filesOf({ media: [file('a')] })).toEqual([file('a')]);
});

test('the verdict of a case is published under its ticket, in small letters', () => {
  expect(ownFactCheckId({ ticket: 'K7Q2' })).toBe('posko-k7q2');
});
