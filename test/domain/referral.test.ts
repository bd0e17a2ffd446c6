import { expect, test } from 'vitest';
import {
  answerBy,
  canFollow,
  canSay,
  escalationsDue,
  howToAdd,
  isOver,
  type ReferralStep,
  recorderOf,
  referralStatuses,
  standingOf,
  statusOf,
} from '../../src/domain/partners/referral.ts';
import { type RoutingRule, routesFor } from '../../src/domain/partners/routing.ts';

const HOUR = 3_600_000;
const sent: ReferralStep = { status: 'dikirim', at: 1000, by: 'rina' };
const referral = { steps: [sent], answerMs: HOUR };
const due = 1000 + HOUR;
const after = (step: Partial<ReferralStep>) => ({
  ...referral,
  steps: [sent, { status: 'diterima' as const, at: 2000, by: 'Bawaslu', ...step }],
});

test('a referral is late after its time, and escalated once more after the same time again', () => {
  expect(answerBy(referral)).toBe(due);
  expect([due, due + 1].map((now) => standingOf(referral, now))).toEqual(['open', 'late']);
  const at = [due, due + 1, due + HOUR, due + HOUR + 1];
  expect(at.map((now) => escalationsDue(referral, now))).toEqual([0, 1, 1, 2]);
});

test('what was acknowledged is never late, and what is over is over', () => {
  expect(standingOf(after({}), due + 9 * HOUR)).toBe('answered');
  expect(escalationsDue(after({}), due + 9 * HOUR)).toBe(0);
  for (const status of ['selesai', 'ditolak', 'ditarik'] as const) {
    expect(standingOf(after({ status }), due + 9 * HOUR)).toBe('over');
  }
  expect(statusOf({ steps: [] })).toBe('dikirim');
});

test('a status goes forward only, and nothing follows the end', () => {
  for (const [at, before] of referralStatuses.entries()) {
    for (const [next, status] of referralStatuses.entries()) {
      expect(canFollow(status, before)).toBe(!isOver(before) && next > at);
    }
  }
});

test('more is said under the present status only, and only a partner opens again what it ended itself', () => {
  for (const present of referralStatuses.slice(1)) {
    for (const status of referralStatuses) {
      const isMore = status === present && !isOver(present);
      const isAgain = status === 'diproses' && (present === 'selesai' || present === 'ditolak');
      const how = isMore ? 'more' : undefined;
      expect(howToAdd(status, after({ status: present }), 'post')).toBe(how);
      expect(howToAdd(status, after({ status: present }), 'partner')).toBe(
        isAgain ? 'reopened' : how,
      );
    }
  }
});

test('what the post wrote down binds the post, and the partner only once they confirmed it', () => {
  const heard = after({ status: 'diproses', recordedBy: 'post' });
  expect(canSay('diterima', heard, 'post')).toBe(false);
  expect(canSay('diterima', heard, 'partner')).toBe(true);
  const confirmed = after({
    status: 'diproses',
    recordedBy: 'post',
    confirmed: { by: 'Bawaslu', at: 3000 },
  });
  expect(canSay('diterima', confirmed, 'partner')).toBe(false);
  expect(canSay('selesai', confirmed, 'partner')).toBe(true);
  const over = after({ status: 'selesai', recordedBy: 'post' });
  expect(canSay('ditolak', over, 'post')).toBe(false);
  expect(canSay('ditolak', over, 'partner')).toBe(true);
});

test('sending and withdrawing are of the post, the rest of the partner where nobody else wrote it', () => {
  const recorder = (step: Partial<ReferralStep>) => recorderOf({ ...sent, ...step });
  expect(recorder({})).toBe('post');
  expect(recorder({ status: 'ditarik', recordedBy: 'partner' })).toBe('post');
  expect(recorder({ status: 'diterima' })).toBe('partner');
  expect(recorder({ status: 'diterima', recordedBy: 'post' })).toBe('post');
});

function aRule(changes: Partial<RoutingRule>): RoutingRule {
  return {
    id: 'r',
    threats: [],
    regions: [],
    nearElection: false,
    organisation: 'bawaslu',
    answerHours: 24,
    ...changes,
  };
}

const routed = { threat: 'penipuan', regions: ['Bali'], isElectionNear: false } as const;

test('a rule fits where all of its conditions are met, an empty list being none', () => {
  const fits = (changes: Partial<RoutingRule>, isElectionNear = false) =>
    routesFor([aRule(changes)], { ...routed, isElectionNear }).length === 1;
  expect(fits({})).toBe(true);
  expect(fits({ threats: ['penipuan'] })).toBe(true);
  expect(fits({ threats: ['gangguan_informasi'] })).toBe(false);
  expect(fits({ regions: ['Aceh', 'Bali'] })).toBe(true);
  expect(fits({ regions: ['Aceh'] })).toBe(false);
  expect(fits({ nearElection: true })).toBe(false);
  expect(fits({ nearElection: true }, true)).toBe(true);
});

test('each organisation is named once, by its first rule, those with most conditions first', () => {
  const rules = [
    aRule({ id: 'a', organisation: 'one' }),
    aRule({ id: 'b', organisation: 'two', regions: ['Bali'], threats: ['penipuan'] }),
    aRule({ id: 'c', organisation: 'one', regions: ['Bali'] }),
    aRule({ id: 'd', organisation: 'three', regions: ['Bali', 'Aceh'] }),
  ];
  const found = routesFor(rules, routed);
  expect(found.map(({ rule }) => rule.id)).toEqual(['b', 'd', 'a']);
  expect(found[1]?.why).toEqual({ isForThreat: false, regions: ['Bali'], isForElection: false });
});
