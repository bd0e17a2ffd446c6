import { type Topic, topics } from '../../domain/cases/topic-words.ts';
import { withSubscriptions } from '../../domain/citizens/profile.ts';
import type { PublishedFactCheck } from '../../domain/fact-checks/published-fact-check.ts';
import { isIdle, wayTo, withoutSubscription } from '../../domain/subscriptions/plan-unasked.ts';
import { morningAfter } from '../../domain/subscriptions/send-time.ts';
import * as subscriptions from '../../domain/subscriptions/subscription.ts';
import { allowsDaily } from '../../domain/subscriptions/unasked-rules.ts';
import { findProvince } from '../../domain/text/province.ts';
import { shorten } from '../../domain/text/shorten.ts';
import { showMinute } from '../../domain/time/clock-zone.ts';
import { type Turn, textOf, wordsFor } from '../../ports/turn.ts';
import { linkOf } from '../fact-checks/card-text.ts';
import { publicView } from '../fact-checks/public-view.ts';
import { noteConsent, noteWithdrawal } from '../privacy/record-consent.ts';
import { findDigest } from '../subscriptions/find-digest.ts';
import { type ActionDeps, type ActionResult, action } from './action.ts';
import { answerVerdict, findValid, isDelivered, recordDelivery } from './answer-verdict.ts';

type Deps = Pick<ActionDeps, 'store' | 'clock' | 'script' | 'settings' | 'recentFactChecks'>;

const DAY = 86_400_000;
const SPAN: Readonly<Record<subscriptions.Period, number>> = { daily: DAY, weekly: 7 * DAY };

/** Topics by the choice that names them, where the two differ. */
const OF_CHOICE: Readonly<Record<string, Topic>> = { faith: 'sara' };

export const lookAtSubscription = action(['none', 'subscribed'], (deps: Deps, turn) => {
  const { subscription } = turn.profile.reach ?? {};
  if (!subscription) return { outcome: 'none' };
  return { outcome: 'subscribed', values: { what: describe(deps, turn, subscription) } };
});

/** How often a digest may come: daily is not offered where the channel has no room for it. */
export const chooseEvery = action(['choose', 'weekly'], (deps: Deps, turn) => {
  const way = wayTo({ channel: turn.channel, rules: deps.settings.reach });
  if (allowsDaily(way)) return { outcome: 'choose' };
  return { outcome: 'weekly', values: { every: 'weekly' } };
});

export const noteEvery = action(['noted'], (_deps, _turn, values) => ({
  outcome: 'noted',
  values: { every: textOf(values.chosen) },
}));

/** Notes what about, by a topic or a province; words for both go into the question that follows. */
export const noteInterest = action(['noted'], (deps: Deps, turn, values) => {
  const chosen = textOf(values.chosen);
  const topic = OF_CHOICE[chosen] ?? topics.find((name) => name === chosen);
  return noted(deps, turn, {
    every: textOf(values.every),
    interest: topic ?? subscriptions.EVERYTHING,
  });
});

/** Notes the citizen's province. */
export const noteInterestProvince = action(['noted', 'unknown'], (deps: Deps, turn, values) => {
  const interest = findProvince(textOf(values.heard));
  if (interest === undefined) return { outcome: 'unknown' };
  return noted(deps, turn, { every: textOf(values.every), interest });
});

/** Begins the subscription, with the consent that was just given. */
export const beginSubscription = action(['begun'], (deps: Deps, turn, values) => {
  const every = subscriptions.periods.find((period) => period === values.every) ?? 'weekly';
  const interest = textOf(values.interest);
  const { now, citizen, profile } = turn;
  const { reach: rules } = deps.settings;
  const { version } = noteConsent(deps, turn, 'subscription', values);
  const consent = { version, at: now };
  const draft = { every, interest, consent, since: now - SPAN[every], nextAt: now };
  const reach = { ...profile.reach, subscription: draft };
  const zone = subscriptions.zoneOfSubscriptions(reach);
  const nextAt = morningAfter({ after: now, days: 1, zone }, rules, citizen);
  turn.profile = withSubscriptions(profile, { ...reach, subscription: { ...draft, nextAt } });
  return { outcome: 'begun' };
});

/** Ends the subscription, daily lessons and warnings; verdicts that were asked for still come. */
export const endSubscription = action(['ended', 'none'], async (deps: Deps, turn) => {
  const reach = turn.profile.reach ?? {};
  if (!subscriptions.expectsAnything(reach)) return { outcome: 'none' };
  await noteWithdrawal(deps, turn, 'subscription');
  turn.profile = withSubscriptions(turn.profile, subscriptions.endSubscriptions(reach));
  return { outcome: 'ended' };
});

/** A subscription in words: how often, and what about. */
export function describe(
  deps: Pick<ActionDeps, 'script'>,
  turn: Turn,
  { every, interest }: Pick<subscriptions.Subscription, 'every' | 'interest'>,
): string {
  const words = wordsFor(deps, turn);
  const isProvince =
    interest !== subscriptions.EVERYTHING && !topics.some((topic) => topic === interest);
  const about = isProvince
    ? words('subscribe.about-province', { province: interest })
    : words(`subscribe.about.${interest}`);
  return words(`subscribe.what.${every}`, { about });
}

function noted(
  deps: Deps,
  turn: Turn,
  { every: typed, interest }: { every: string; interest: string },
): ActionResult<'noted'> {
  const every = subscriptions.periods.find((period) => period === typed) ?? 'weekly';
  const what = describe(deps, turn, { every, interest });
  const { morning, spreadMinutes } = deps.settings.reach;
  const hours = `${showMinute(morning)}–${showMinute(morning + spreadMinutes)}`;
  return { outcome: 'noted', values: { interest, what, hours } };
}

const MAX_TITLE = 110;
const MAX_WHY = 140;

/** Gathers what is new to the citizen; an empty unasked digest is not sent, and after long silence comes the last one. */
export const gatherDigest = action(['some', 'last', 'none', 'silent'], async (deps: Deps, turn) => {
  const { heardAt, now } = turn;
  const isUnasked = turn.unasked !== undefined;
  const { waiting: _, ...reach } = turn.profile.reach ?? {};
  const isLast = isUnasked && isIdle({ heardAt, now, rules: deps.settings.reach });
  const chosen = await findDigest(deps, turn);
  turn.profile = withSubscriptions(turn.profile, isLast ? withoutSubscription(reach) : reach);
  if (chosen.length === 0) return { outcome: isUnasked ? 'silent' : 'none' };
  for (const factCheck of chosen) recordDelivery(turn, factCheck);
  if (reach.subscription && !isLast) {
    const subscription = { ...reach.subscription, since: now };
    turn.profile = withSubscriptions(turn.profile, { ...reach, subscription });
  }
  const list = chosen.map((factCheck) => lineOf(deps, turn, factCheck)).join('\n\n');
  return { outcome: isLast ? 'last' : 'some', values: { list } };
});

/** Verdict, title and where to read on; where no page can be named, the reason in a sentence. */
function lineOf(deps: Deps, turn: Turn, factCheck: PublishedFactCheck): string {
  const words = wordsFor(deps, turn);
  const view = publicView(deps, factCheck);
  const mark = words(`verdict.mark.${view.verdict}`);
  const rest = linkOf(deps, view) ?? shorten(view.why, MAX_WHY);
  return words('digest.item', { mark, title: shorten(view.title, MAX_TITLE), rest });
}

/** Warns a subscriber of a spreading claim, unless they know its verdict or it was withdrawn. */
export const readWarning = action(['warning', 'gone'], async (deps: Deps, turn, values) => {
  const factCheck = await findValid(deps, textOf(values.factCheck));
  if (!factCheck || (await isDelivered(deps, turn, factCheck))) return { outcome: 'gone' };
  const said = answerVerdict(deps, turn, factCheck);
  turn.asked = [];
  return { outcome: 'warning', values: said };
});
