import type { Tipline } from '../../app/context.ts';
import { type Topic, topics } from '../../domain/cases/topics.ts';
import { withReach } from '../../domain/citizens/profile.ts';
import { wayTo } from '../../domain/subscriptions/plan-unasked.ts';
import { morningAfter } from '../../domain/subscriptions/send-time.ts';
import {
  EVERYTHING,
  endReach,
  expectsAnything,
  type Period,
  periods,
  type Subscription,
  zoneOfReach,
} from '../../domain/subscriptions/subscription.ts';
import { allowsDaily } from '../../domain/subscriptions/unasked-rules.ts';
import { findProvince } from '../../domain/text/province.ts';
import { showMinute } from '../../domain/time/clock-zone.ts';
import { type Call, type CallResult, type Turn, textOf, wordsFor } from '../../ports/turn.ts';
import { noteConsent, noteWithdrawal } from '../privacy/record-consent.ts';

const DAY = 86_400_000;
const SPAN: Readonly<Record<Period, number>> = { daily: DAY, weekly: 7 * DAY };

/** Topics by the choice that names them, where the two differ. */
const OF_CHOICE: Readonly<Record<string, Topic>> = { faith: 'sara' };

/** Whether the citizen has subscribed, and to what. */
export const lookAtSubscription: Call<'none' | 'subscribed'> = ({ tipline, turn }) => {
  const { subscription } = turn.profile.reach ?? {};
  if (!subscription) return { outcome: 'none' };
  return { outcome: 'subscribed', values: { what: describe(tipline, turn, subscription) } };
};

/** How often a digest may come: daily is not offered where the channel has no room for it. */
export const chooseEvery: Call<'choose' | 'weekly'> = ({ tipline, turn }) => {
  const way = wayTo({ channel: turn.channel, rules: tipline.settings.reach });
  if (allowsDaily(way)) return { outcome: 'choose' };
  return { outcome: 'weekly', values: { every: 'weekly' } };
};

/** Notes how often. */
export const noteEvery: Call<'noted'> = ({ values }) => ({
  outcome: 'noted',
  values: { every: textOf(values.chosen) },
});

/** Notes what about, by a topic or a province; words for both go into the question that follows. */
export const noteInterest: Call<'noted'> = ({ tipline, turn, values }) => {
  const chosen = textOf(values.chosen);
  const topic = OF_CHOICE[chosen] ?? topics.find((name) => name === chosen);
  return noted(tipline, turn, { every: textOf(values.every), interest: topic ?? EVERYTHING });
};

/** Notes the citizen's province. */
export const noteInterestProvince: Call<'noted' | 'unknown'> = ({ tipline, turn, values }) => {
  const interest = findProvince(textOf(values.heard));
  if (interest === undefined) return { outcome: 'unknown' };
  return noted(tipline, turn, { every: textOf(values.every), interest });
};

/** Begins the subscription, with the consent that was just given. */
export const beginSubscription: Call<'begun'> = ({ tipline, turn, values }) => {
  const every = periods.find((period) => period === values.every) ?? 'weekly';
  const interest = textOf(values.interest);
  const { now, citizen, profile } = turn;
  const { reach: rules } = tipline.settings;
  const { version } = noteConsent(tipline, turn, 'subscription', values);
  const consent = { version, at: now };
  const draft = { every, interest, consent, since: now - SPAN[every], nextAt: now };
  const reach = { ...profile.reach, subscription: draft };
  const nextAt = morningAfter({ after: now, days: 1, zone: zoneOfReach(reach) }, rules, citizen);
  turn.profile = withReach(profile, { ...reach, subscription: { ...draft, nextAt } });
  return { outcome: 'begun' };
};

/** Ends the subscription, daily lessons and warnings; verdicts that were asked for still come. */
export const endSubscription: Call<'ended' | 'none'> = async ({ tipline, turn }) => {
  const reach = turn.profile.reach ?? {};
  if (!expectsAnything(reach)) return { outcome: 'none' };
  await noteWithdrawal(tipline, turn, 'subscription');
  turn.profile = withReach(turn.profile, endReach(reach));
  return { outcome: 'ended' };
};

/** A subscription in words: how often, and what about. */
export function describe(
  tipline: Tipline,
  turn: Turn,
  { every, interest }: Pick<Subscription, 'every' | 'interest'>,
): string {
  const words = wordsFor(tipline, turn);
  const isProvince = interest !== EVERYTHING && !topics.some((topic) => topic === interest);
  const about = isProvince
    ? words('subscribe.about-province', { province: interest })
    : words(`subscribe.about.${interest}`);
  return words(`subscribe.what.${every}`, { about });
}

function noted(
  tipline: Tipline,
  turn: Turn,
  { every: typed, interest }: { every: string; interest: string },
): CallResult<'noted'> {
  const every = periods.find((period) => period === typed) ?? 'weekly';
  const what = describe(tipline, turn, { every, interest });
  const { morning, spreadMinutes } = tipline.settings.reach;
  const hours = `${showMinute(morning)}–${showMinute(morning + spreadMinutes)}`;
  return { outcome: 'noted', values: { interest, what, hours } };
}
