import { expect, test } from 'vitest';
import {
  endSubscriptions,
  expectsAnything,
  nextUnaskedAt,
  type Subscription,
  type Subscriptions,
  zoneOfSubscriptions,
} from '../../../src/domain/subscriptions/subscription.ts';
import {
  allowsDaily,
  defaultRules,
  wayOf,
} from '../../../src/domain/subscriptions/unasked-rules.ts';
import { MORNING } from '../../support/stage.ts';

const HOUR = 3_600_000;
const consent = { version: 'a', at: MORNING };
const dates = { since: MORNING, nextAt: MORNING + 3 };
const daily: Subscription = { every: 'daily', interest: 'all', consent, ...dates };
const all: Subscriptions = {
  subscription: daily,
  course: { next: 2, right: 1, isDaily: true, nextAt: MORNING + 2 },
  warnings: [{ factCheck: 'f1', at: MORNING + 1 }],
  sent: [MORNING],
  waiting: 'digest',
};

test('after STOP nothing is due any more, and what was sent and learned is still known', () => {
  const ended = endSubscriptions(all);
  expect(ended).toEqual({ course: { next: 2, right: 1, isDaily: false }, sent: [MORNING] });
  expect(nextUnaskedAt(ended)).toBeNull();
  expect(expectsAnything(ended)).toBe(false);
  expect(endSubscriptions({})).toEqual({});
});

test('the next thing is due when the first of all is', () => {
  const { warnings: _, ...calm } = all;
  const { course: __, ...digests } = calm;
  expect([all, calm, digests, {}].map(nextUnaskedAt)).toEqual([
    MORNING + 1,
    MORNING + 2,
    MORNING + 3,
    null,
  ]);
  expect([all, digests, { course: all.course }, {}].map((each) => expectsAnything(each))).toEqual([
    true,
    true,
    true,
    false,
  ]);
});

test('a subscriber’s clock is that of the province they follow, else that of Jakarta', () => {
  const follows = (interest: string) =>
    zoneOfSubscriptions({ subscription: { ...daily, interest } });
  expect(['Papua', 'Bali', 'Aceh', 'all', 'money'].map(follows)).toEqual([
    'WIT',
    'WITA',
    'WIB',
    'WIB',
    'WIB',
  ]);
  expect(zoneOfSubscriptions({})).toBe('WIB');
});

test('only the Cloud API has a window, an hour short of a day, and only it has templates', () => {
  const rules = { ...defaultRules, hasTemplate: true };
  expect(wayOf('cloud-api', rules)).toMatchObject({ windowMs: 23 * HOUR, hasTemplate: true });
  for (const channel of ['baileys', 'terminal']) {
    expect(wayOf(channel, rules)).not.toHaveProperty('windowMs');
    expect(wayOf(channel, rules).hasTemplate).toBe(false);
  }
  expect(wayOf('baileys', rules)).toMatchObject({ perDay: 1, perWeek: 3 });
  expect(wayOf('terminal', rules)).toMatchObject({ perDay: 2, perWeek: 10 });
});

test('a daily digest is offered where a message a day is allowed', () => {
  expect(allowsDaily({ perDay: 1, perWeek: 7, hasTemplate: false })).toBe(true);
  expect(allowsDaily({ perDay: 1, perWeek: 6, hasTemplate: false })).toBe(false);
  expect(allowsDaily({ perDay: 0, perWeek: 9, hasTemplate: false })).toBe(false);
});
