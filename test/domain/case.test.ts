import { expect, test } from 'vitest';
import { type Case, decisionSchema } from '../../src/domain/cases/case.ts';
import {
  type Claimed,
  claimCase,
  closeCase,
  heldLease,
  LEASE_MS,
  publishCase,
  releaseCase,
} from '../../src/domain/cases/lifecycle.ts';
import { aCase } from '../support/builders.ts';
import { MORNING } from '../support/stage.ts';

const later = MORNING + LEASE_MS;

test('whoever claims a free case has the lease and the first fence', () => {
  const found = owned(claimCase(aCase(), 'rina', MORNING));
  expect(found.lease).toEqual({ by: 'rina', until: later, fence: 1 });
  expect(found.fence).toBe(1);
});

test('a claimed case is taken for everyone else while the lease holds', () => {
  const found = owned(claimCase(aCase(), 'rina', MORNING));
  const taken = { type: 'taken', by: 'rina', until: later };
  expect(claimCase(found, 'budi', MORNING)).toEqual(taken);
  expect(claimCase(found, 'budi', later - 1)).toEqual(taken);
});

test('claiming again renews the lease under the same fence', () => {
  const first = owned(claimCase(aCase(), 'rina', MORNING));
  const again = owned(claimCase(first, 'rina', MORNING + 1000));
  expect(again.lease).toEqual({ by: 'rina', until: later + 1000, fence: 1 });
});

test('a lease that has run out is free for others, under a higher fence', () => {
  const first = owned(claimCase(aCase(), 'rina', MORNING));
  expect(heldLease(first, later)).toBeUndefined();
  const second = owned(claimCase(first, 'budi', later));
  expect(second.lease).toMatchObject({ by: 'budi', fence: 2 });
  expect(claimCase(second, 'rina', later)).toMatchObject({ type: 'taken', by: 'budi' });
});

test('the same reviewer has a new fence after their lease has run out', () => {
  const first = owned(claimCase(aCase(), 'rina', MORNING));
  expect(owned(claimCase(first, 'rina', later)).fence).toBe(2);
});

test('a released case is free at once, and its fence goes on counting', () => {
  const released = releaseCase(owned(claimCase(aCase(), 'rina', MORNING)));
  expect(heldLease(released, MORNING)).toBeUndefined();
  expect(owned(claimCase(released, 'budi', MORNING)).fence).toBe(2);
});

test.each(['published', 'closed', 'merged'] as const)('a %s case cannot be claimed', (status) => {
  const claimed = claimCase(aCase({ status }), 'rina', MORNING);
  expect(claimed).toEqual({ type: 'decided', status });
});

test('a decision ends the lease and notes the time', () => {
  const found = owned(claimCase(aCase(), 'rina', MORNING));
  const published = publishCase(found, 'f1', later);
  expect(published).toMatchObject({ status: 'published', factCheck: 'f1', decidedAt: later });
  expect(published.lease).toBeUndefined();
  const closed = closeCase(found, 'spam', later);
  expect(closed).toMatchObject({ status: 'closed', closing: 'spam', decidedAt: later });
  expect(closed.lease).toBeUndefined();
});

test('rules return new cases and leave the old one alone', () => {
  const found = Object.freeze(aCase());
  const before = structuredClone(found);
  publishCase(owned(claimCase(found, 'rina', MORNING)), 'f1', later);
  expect(found).toEqual(before);
});

test.each([
  [{ verdict: 'salah', summary: 'Sudah kami periksa.' }, true],
  [{ verdict: 'salah', summary: 'Sudah kami periksa.', url: 'https://contoh.example' }, true],
  [{ verdict: 'salah', summary: '   pendek   ' }, false],
  [{ verdict: 'palsu', summary: 'Sudah kami periksa.' }, false],
  [{ verdict: 'salah', summary: 'a'.repeat(601) }, false],
  [{ verdict: 'salah', summary: 'Sudah kami periksa.', url: 'javascript:alert(1)' }, false],
  [{ verdict: 'salah', summary: 'Sudah kami periksa.', title: ' ' }, false],
])('the decision %j is read: %s', (decision, isRead) => {
  expect(decisionSchema.safeParse(decision).success).toBe(isRead);
});

function owned(claimed: Claimed): Case {
  if (claimed.type !== 'claimed') throw new Error(`the case is not claimed: ${claimed.type}`);
  expect(claimed.fence).toBe(claimed.case.fence);
  return claimed.case;
}
