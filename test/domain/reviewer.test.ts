import { expect, test } from 'vitest';
import { auditEventAt } from '../../src/domain/accounts/audit-event.ts';
import {
  isInvited,
  isUsable,
  type Reviewer,
  UNACCEPTED,
  viewReviewer,
} from '../../src/domain/accounts/reviewer.ts';
import { MORNING } from '../support/stage.ts';

const rina: Reviewer = {
  id: 'r1',
  name: 'Rina',
  role: 'editor',
  password: '$scrypt$rahasia',
  totp: { secret: 'RAHASIATOTP', lastStep: 1 },
  newTotp: 'RAHASIABARU',
  recovery: ['rahasia-pulih', 'rahasia-lain'],
  isDisabled: false,
  epoch: 3,
  createdAt: MORNING,
  revision: 1,
};
const linked = { issuer: 'https://masuk.example', subject: 'rahasia-subjek' };

test('an account is counted on once its owner has accepted it, and as long as it is not disabled', () => {
  const invited = { ...rina, password: UNACCEPTED };
  expect([isInvited(rina), isUsable(rina)]).toEqual([false, true]);
  expect([isInvited(invited), isUsable(invited)]).toEqual([true, false]);
  expect(isUsable({ ...rina, isDisabled: true })).toBe(false);
  expect(isUsable({ ...invited, identity: { entered: 'rina@contoh.example' } })).toBe(false);
  expect(isUsable({ ...invited, identity: { entered: 'rina@contoh.example', linked } })).toBe(true);
});

test('nothing secret is shown of an account', () => {
  const view = viewReviewer({ ...rina, identity: { entered: 'rina@contoh.example', linked } });
  expect(JSON.stringify(view)).not.toMatch(/rahasia/i);
  expect(view).toMatchObject({ name: 'Rina', hasTotp: true, recoveryCodesLeft: 2, isLinked: true });
});

test('a line of the audit log has its time and is refused where it says too much', () => {
  const doing = { by: 'Rina', what: 'login', of: 'Rina' } as const;
  expect(auditEventAt(MORNING, doing)).toEqual({ ...doing, at: MORNING, details: {} });
  const long = { ...doing, details: { why: 'x'.repeat(1000) } };
  expect(() => auditEventAt(MORNING, long)).toThrow('too long');
});
