import { DAY, HOUR } from '../time/jakarta-day.ts';
import { type Asking, maySendUnasked, type Permit } from './budget.ts';
import { morningAfter, placeOf } from './send-time.ts';
import { type Subscriptions, zoneOfSubscriptions } from './subscription.ts';
import { type UnaskedRules, type Way, wayOf } from './unasked-rules.ts';

/** Further facts for the decision about unasked messages. */
export interface Circumstances {
  citizen: string;
  channel: string;
  heardAt: number;
  now: number;
  rules: UnaskedRules;
  /** Whether a question is open, which unasked messages must not interrupt. */
  isBusy: boolean;
}

/** Message to send now, if any, and the remaining plan. */
export interface UnaskedPlan {
  reach: Subscriptions;
  tells?: UnaskedMessage;
}

/** Message to send; `invitation` only says that something waits. */
export type UnaskedMessage =
  | { type: 'digest' | 'lesson' }
  | { type: 'warning'; factCheck: string }
  | { type: 'invitation' };

type Item = Exclude<UnaskedMessage, { type: 'invitation' }>;

/** Decides about the most urgent due message: send, postpone, or wait for the citizen. */
export function planUnasked(reach: Subscriptions, circumstances: Circumstances): UnaskedPlan {
  const item = firstDue(reach, circumstances.now);
  if (!item) return { reach };
  const isLate = isIdle(circumstances);
  if (isLate && item.type === 'warning') return { reach: moveOn(reach, item, circumstances) };
  const permit = permitFor(reach, circumstances);
  if (permit.type === 'wait') {
    // Spreads postponed messages, as on any morning.
    const apart = placeOf(circumstances.citizen) * circumstances.rules.spreadMinutes * 60_000;
    return { reach: putOff(reach, item, permit.until + Math.floor(apart)) };
  }
  const next = moveOn(reach, item, circumstances);
  if (permit.type === 'go') return { reach: next, tells: item };
  if (isLate) return { reach: withoutSubscription(next) };
  const waiting: Subscriptions = { ...next, waiting: item.type === 'lesson' ? 'lesson' : 'digest' };
  return permit.type === 'template'
    ? { reach: waiting, tells: { type: 'invitation' } }
    : { reach: waiting };
}

/** Whether a citizen has been silent for so long that the next digest is the last. */
export function isIdle({ heardAt, now, rules }: Pick<Circumstances, 'heardAt' | 'now' | 'rules'>) {
  return now - heardAt > rules.idleDays * DAY;
}

export function withoutSubscription({ subscription: _, ...reach }: Subscriptions): Subscriptions {
  return reach;
}

/** Returns the limits of a subscriber's channel. */
export function wayTo({ channel, rules }: Pick<Circumstances, 'channel' | 'rules'>): Way {
  return wayOf(channel, rules);
}

function permitFor(reach: Subscriptions, circumstances: Circumstances): Permit {
  const { now, heardAt, rules, isBusy } = circumstances;
  if (isBusy) return { type: 'wait', until: now + HOUR };
  const asking: Asking = {
    sent: reach.sent ?? [],
    heardAt,
    now,
    zone: zoneOfSubscriptions(reach),
    quiet: { from: rules.quietFrom, until: rules.quietUntil },
    way: wayTo(circumstances),
  };
  return maySendUnasked(asking);
}

/** Returns the most urgent due item: warnings, then digests, then lessons. */
function firstDue(
  { warnings = [], subscription, course }: Subscriptions,
  now: number,
): Item | undefined {
  const warning = warnings.find(({ at }) => at <= now);
  if (warning) return { type: 'warning', factCheck: warning.factCheck };
  if (subscription && subscription.nextAt <= now) return { type: 'digest' };
  if (course?.nextAt !== undefined && course.nextAt <= now) return { type: 'lesson' };
  return undefined;
}

/** Schedules a handled item for its next time, or removes it. */
function moveOn(reach: Subscriptions, item: Item, { citizen, now, rules }: Circumstances) {
  const { subscription, course, warnings } = reach;
  switch (item.type) {
    case 'warning': {
      const left = warnings?.filter(({ factCheck }) => factCheck !== item.factCheck) ?? [];
      const { warnings: _, ...rest } = reach;
      return left.length > 0 ? { ...rest, warnings: left } : rest;
    }
    case 'digest': {
      if (!subscription) return reach;
      const days = subscription.every === 'daily' ? 1 : 7;
      const zone = zoneOfSubscriptions(reach);
      const nextAt = morningAfter({ after: now, days, zone }, rules, citizen);
      return { ...reach, subscription: { ...subscription, nextAt } };
    }
    case 'lesson': {
      if (!course) return reach;
      const { nextAt: _, ...rest } = course;
      return { ...reach, course: rest };
    }
  }
}

/** Postpones an item to the time when it is allowed. */
function putOff(reach: Subscriptions, item: Item, until: number): Subscriptions {
  const { subscription, course, warnings } = reach;
  switch (item.type) {
    case 'warning': {
      const isIt = ({ factCheck }: { factCheck: string }) => factCheck === item.factCheck;
      return {
        ...reach,
        warnings: warnings?.map((each) => (isIt(each) ? { ...each, at: until } : each)),
      };
    }
    case 'digest':
      return subscription ? { ...reach, subscription: { ...subscription, nextAt: until } } : reach;
    case 'lesson':
      return course ? { ...reach, course: { ...course, nextAt: until } } : reach;
  }
}
