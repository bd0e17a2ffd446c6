import { expect, test } from 'vitest';
import { fromPlain, toPlain } from '../../src/store/backup/plain.ts';
import { createSeal } from '../../src/store/seal.ts';
import { aMasterKey } from '../support/builders.ts';

test('an audit entry that was forged stays forged under a new key', () => {
  const [old, fresh] = [createSeal(aMasterKey()), createSeal(aMasterKey())];
  const sound = toPlain(old, 'audit', { seq: 1, hash: 'h', mark: old.auditMark('h') });
  const forged = toPlain(old, 'audit', { seq: 1, hash: 'h', mark: 'made up' });
  expect(fromPlain(fresh, sound).mark).toBe(fresh.auditMark('h'));
  expect(fromPlain(fresh, forged).mark).not.toBe(fresh.auditMark('h'));
});
