import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Circumstances,
  isIdle,
  planUnasked,
} from '../../../src/domain/subscriptions/plan-unasked.ts';
import { morningAfter, placeOf } from '../../../src/domain/subscriptions/send-time.ts';
import {
  nextUnaskedAt,
  type Subscriptions,
} from '../../../src/domain/subscriptions/subscription.ts';
import { defaultRules } from '../../../src/domain/subscriptions/unasked-rules.ts';
import { toLocal, zones } from '../../../src/domain/time/clock-zone.ts';
import { MORNING } from '../../support/stage.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOON = MORNING + 4 * HOUR;

function circumstances(changes: Partial<Circumstances> = {}): Circumstances {
  return {
    citizen: 'c1',
    channel: 'terminal',
    heardAt: MORNING,
    now: NOON,
    rules: defaultRules,
    isBusy: false,
    ...changes,
  };
}

function subscribed(changes: Partial<Subscriptions> = {}): Subscriptions {
  const consent = { version: 'A1B2C3', at: MORNING };
  const subscription = { every: 'daily', interest: 'all', consent, since: MORNING } as const;
  return { subscription: { ...subscription, nextAt: NOON }, ...changes };
}

test('a digest that is due is told, and the next one comes tomorrow morning', () => {
  const { tells, reach } = planUnasked(subscribed(), circumstances());
  expect(tells).toEqual({ type: 'digest' });
  const next = reach.subscription?.nextAt ?? 0;
  expect(toLocal(next, 'WIB').day).toBe(toLocal(NOON, 'WIB').day + 1);
});

test('nothing unasked comes between a question and its answer', () => {
  const { tells, reach } = planUnasked(subscribed(), circumstances({ isBusy: true }));
  expect(tells).toBeUndefined();
  expect(reach.subscription?.nextAt).toBeGreaterThanOrEqual(NOON + HOUR);
});

test('a warning goes before a digest, and both before a lesson', () => {
  const course = { next: 1, right: 1, isDaily: true, nextAt: NOON };
  const warnings = [{ factCheck: 'f1', at: NOON }];
  const told: string[] = [];
  let reach = subscribed({ course, warnings });
  for (let turn = 0; turn < 3; turn += 1) {
    const plan = planUnasked(reach, circumstances());
    told.push(plan.tells?.type ?? 'nothing');
    reach = plan.reach;
  }
  expect(told).toEqual(['warning', 'digest', 'lesson']);
});

test('outside of the window nothing is sent, and it waits to be asked for', () => {
  const late = circumstances({ channel: 'cloud-api', now: MORNING + 30 * HOUR });
  const { tells, reach } = planUnasked(subscribed(), late);
  expect(tells).toBeUndefined();
  expect(reach.waiting).toBe('digest');
});

test('outside of the window an approved template says that something waits', () => {
  const rules = { ...defaultRules, hasTemplate: true };
  const late = circumstances({ channel: 'cloud-api', now: MORNING + 30 * HOUR, rules });
  const { tells, reach } = planUnasked(subscribed(), late);
  expect(tells).toEqual({ type: 'invitation' });
  expect(reach.waiting).toBe('digest');
});

test('whoever was silent for months is not warned, and outside of the window the subscription just ends', () => {
  const silent = circumstances({ now: MORNING + 61 * DAY });
  const warned = planUnasked(subscribed({ warnings: [{ factCheck: 'f1', at: NOON }] }), silent);
  expect(warned.tells).toBeUndefined();
  expect(warned.reach.warnings).toBeUndefined();
  const closed = planUnasked(subscribed(), { ...silent, channel: 'cloud-api' });
  expect(closed.reach.subscription).toBeUndefined();
  expect(closed.tells).toBeUndefined();
});

test('whatever is due moves on, so that no look finds it due for ever', () => {
  const times = fc.integer({ min: MORNING, max: MORNING + 10 * DAY });
  const reach = fc.record({
    sent: fc.array(times, { maxLength: 12 }),
    nextAt: times,
    lessonAt: times,
    warnedAt: times,
    now: times,
    channel: fc.constantFrom('terminal', 'cloud-api', 'baileys'),
    isBusy: fc.boolean(),
  });
  fc.assert(
    fc.property(reach, ({ sent, nextAt, lessonAt, warnedAt, now, channel, isBusy }) => {
      const base = subscribed({ sent });
      let standing: Subscriptions = {
        ...base,
        ...(base.subscription && { subscription: { ...base.subscription, nextAt } }),
        course: { next: 0, right: 0, isDaily: true, nextAt: lessonAt },
        warnings: [{ factCheck: 'f1', at: warnedAt }],
      };
      for (let look = 0; look < 4; look += 1) {
        standing = planUnasked(standing, circumstances({ now, channel, isBusy })).reach;
      }
      expect(nextUnaskedAt(standing) ?? Number.POSITIVE_INFINITY).toBeGreaterThan(now);
    }),
  );
});

test('ten thousand subscribers are spread evenly over their morning, in each zone', () => {
  for (const zone of zones) {
    const perMinute = new Map<number, number>();
    for (let n = 0; n < 10_000; n += 1) {
      const at = morningAfter({ after: MORNING, days: 1, zone }, defaultRules, `citizen-${n}`);
      const { minute } = toLocal(at, zone);
      perMinute.set(minute, (perMinute.get(minute) ?? 0) + 1);
    }
    expect(Math.min(...perMinute.keys())).toBe(defaultRules.morning);
    expect(Math.max(...perMinute.keys())).toBeLessThan(
      defaultRules.morning + defaultRules.spreadMinutes,
    );
    expect(Math.max(...perMinute.values())).toBeLessThan(150); // 83 on average
  }
});

test('everybody has one place in the morning, the same each day', () => {
  fc.assert(
    fc.property(fc.string(), (citizen) => {
      expect(placeOf(citizen)).toBe(placeOf(citizen));
      expect(placeOf(citizen)).toBeGreaterThanOrEqual(0);
      expect(placeOf(citizen)).toBeLessThan(1);
    }),
  );
});

test('what comes in quiet hours waits for the morning, each citizen for a moment of their own', () => {
  const night = MORNING + 13 * HOUR; // 21.00
  const reach = subscribed();
  const nextOf = (citizen: string) => {
    const plan = planUnasked(reach, circumstances({ citizen, now: night }));
    expect(plan.tells).toBeUndefined();
    return plan.reach.subscription?.nextAt ?? 0;
  };
  const sixInTheMorning = MORNING + 22 * HOUR;
  for (const citizen of ['c1', 'c2', 'c3']) {
    const apart = Math.floor(placeOf(citizen) * defaultRules.spreadMinutes * 60_000);
    expect(nextOf(citizen)).toBe(sixInTheMorning + apart);
  }
});

test('one warning is told and the other stays, and so does its time where one is put off', () => {
  const course = { next: 2, right: 1, isDaily: true, nextAt: NOON };
  const warnings = [
    { factCheck: 'f1', at: NOON },
    { factCheck: 'f2', at: NOON + HOUR },
  ];
  const told = planUnasked({ course, warnings }, circumstances());
  expect(told.tells).toEqual({ type: 'warning', factCheck: 'f1' });
  expect(told.reach).toEqual({ course, warnings: warnings.slice(1) });
  const busy = planUnasked({ course, warnings }, circumstances({ isBusy: true }));
  expect(busy.tells).toBeUndefined();
  expect(busy.reach.course).toEqual(course);
  expect(busy.reach.warnings?.[0]?.at).toBeGreaterThanOrEqual(NOON + HOUR);
  expect(busy.reach.warnings?.[1]).toEqual(warnings[1]);
});

test('a weekly digest comes again in a week', () => {
  const { subscription } = subscribed();
  const weekly = {
    ...subscribed(),
    ...(subscription && { subscription: { ...subscription, every: 'weekly' as const } }),
  };
  const { reach } = planUnasked(weekly, circumstances());
  const next = reach.subscription?.nextAt ?? 0;
  expect(toLocal(next, 'WIB').day).toBe(toLocal(NOON, 'WIB').day + 7);
});

test('a lesson that was told, put off or cannot be sent keeps how far its citizen is', () => {
  const course = { next: 2, right: 1, isDaily: true, nextAt: NOON };
  const told = planUnasked({ course }, circumstances());
  expect(told.tells).toEqual({ type: 'lesson' });
  expect(told.reach).toEqual({ course: { next: 2, right: 1, isDaily: true } });
  const busy = planUnasked({ course }, circumstances({ isBusy: true }));
  expect(busy.reach.course).toMatchObject({ next: 2, right: 1, isDaily: true });
  expect(busy.reach.course?.nextAt).toBeGreaterThanOrEqual(NOON + HOUR);
  const late = circumstances({ channel: 'cloud-api', now: MORNING + 30 * HOUR });
  expect(planUnasked({ course }, late).reach.waiting).toBe('lesson');
});

test('what is not due is left as it is', () => {
  const later = { next: 2, right: 1, isDaily: true, nextAt: NOON + 1 };
  for (const reach of [{ course: later }, { course: { next: 0, right: 0, isDaily: false } }, {}]) {
    expect(planUnasked(reach, circumstances())).toEqual({ reach });
  }
});

test('somebody is silent for too long after sixty days, not on the sixtieth', () => {
  const now = MORNING + 60 * DAY;
  expect(isIdle({ heardAt: MORNING, now, rules: defaultRules })).toBe(false);
  expect(isIdle({ heardAt: MORNING, now: now + 1, rules: defaultRules })).toBe(true);
});
