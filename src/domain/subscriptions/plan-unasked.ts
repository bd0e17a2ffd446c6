import { type Asking, mayReach, type Permit } from './budget.ts';
import { morningAfter, placeOf } from './send-time.ts';
import { type Reach, zoneOfReach } from './subscription.ts';
import { type ReachRules, type Way, wayOf } from './unasked-rules.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** What else decides what a citizen is told unasked. */
export interface Circumstances {
  citizen: string;
  channel: string;
  heardAt: number;
  now: number;
  rules: ReachRules;
  /** Whether a question is open to them, which nothing unasked comes between. */
  isBusy: boolean;
}

/** What a citizen is to be told now, if anything, and what then stands to be told later. */
export interface ReachPlan {
  reach: Reach;
  tells?: Telling;
}

/** Something to be told; `invitation` says that something waits, since no more may be sent. */
export type Telling =
  | { type: 'digest' | 'lesson' }
  | { type: 'warning'; factCheck: string }
  | { type: 'invitation' };

type Item = Exclude<Telling, { type: 'invitation' }>;

/** Decides about the most urgent thing that is due: told now, put off, or kept until the citizen writes. */
export function planReach(reach: Reach, circumstances: Circumstances): ReachPlan {
  const item = firstDue(reach, circumstances.now);
  if (!item) return { reach };
  const isLate = isIdle(circumstances);
  if (isLate && item.type === 'warning') return { reach: moveOn(reach, item, circumstances) };
  const permit = permitFor(reach, circumstances);
  if (permit.type === 'wait') {
    // Whoever was put off comes back one after the other, as on any morning.
    const apart = placeOf(circumstances.citizen) * circumstances.rules.spreadMinutes * 60_000;
    return { reach: putOff(reach, item, permit.until + Math.floor(apart)) };
  }
  const next = moveOn(reach, item, circumstances);
  if (permit.type === 'go') return { reach: next, tells: item };
  if (isLate) return { reach: withoutSubscription(next) };
  const waiting: Reach = { ...next, waiting: item.type === 'lesson' ? 'lesson' : 'digest' };
  return permit.type === 'template'
    ? { reach: waiting, tells: { type: 'invitation' } }
    : { reach: waiting };
}

/** Whether a citizen has been silent for so long that what they get is to be the last. */
export function isIdle({
  heardAt,
  now,
  rules,
}: Pick<Circumstances, 'heardAt' | 'now' | 'rules'>): boolean {
  return now - heardAt > rules.idleDays * DAY;
}

/** Reach without the subscription. */
export function withoutSubscription({ subscription: _, ...reach }: Reach): Reach {
  return reach;
}

/** What a subscriber's channel allows. */
export function wayTo({ channel, rules }: Pick<Circumstances, 'channel' | 'rules'>): Way {
  return wayOf(channel, rules);
}

function permitFor(reach: Reach, circumstances: Circumstances): Permit {
  const { now, heardAt, rules, isBusy } = circumstances;
  if (isBusy) return { type: 'wait', until: now + HOUR };
  const asking: Asking = {
    sent: reach.sent ?? [],
    heardAt,
    now,
    zone: zoneOfReach(reach),
    quiet: { from: rules.quietFrom, until: rules.quietUntil },
    way: wayTo(circumstances),
  };
  return mayReach(asking);
}

/** Warnings cannot wait, digests are expected, lessons have all the time. */
function firstDue({ warnings = [], subscription, course }: Reach, now: number): Item | undefined {
  const warning = warnings.find(({ at }) => at <= now);
  if (warning) return { type: 'warning', factCheck: warning.factCheck };
  if (subscription && subscription.nextAt <= now) return { type: 'digest' };
  if (course?.nextAt !== undefined && course.nextAt <= now) return { type: 'lesson' };
  return undefined;
}

/** What has been dealt with comes again at its next time, or not at all. */
function moveOn(reach: Reach, item: Item, { citizen, now, rules }: Circumstances): Reach {
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
      const zone = zoneOfReach(reach);
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

/** What may not go now is due again when it may. */
function putOff(reach: Reach, item: Item, until: number): Reach {
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
