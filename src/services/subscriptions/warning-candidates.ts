import { isHeldBack } from '../../domain/cases/lifecycle.ts';
import type { PublishedFactCheck } from '../../domain/fact-checks/published-fact-check.ts';
import { partsOf, plainName, sumBy } from '../../domain/stats/counter.ts';
import { fits } from '../../domain/subscriptions/choose-digest.ts';
import { interests } from '../../domain/subscriptions/subscription.ts';
import { DAY, jakartaDay } from '../../domain/time/jakarta-day.ts';
import { type Preview, previewUtterance } from '../cases/publish-verdict.ts';
import { readRules } from '../duty/alerts.ts';
import { verdictText } from '../responses/verdict-text.ts';
import type { SubscriptionDeps } from './find-digest.ts';

/** Why subscribers cannot be warned of a case: nobody knows it, it is not decided for good, or it does not spread. */
export type Unready = 'unknown' | 'undecided' | 'withdrawn' | 'calm';

/** A decided claim that is spreading, and whose subscribers it may concern. */
export type Ready = Exclude<Awaited<ReturnType<typeof readyToWarn>>, Unready>;

type Looking = Pick<SubscriptionDeps, 'store' | 'clock'>;

/** Whether subscribers may be warned of a case: its verdict stands and is final, and it spreads as the rule for alarms says. */
export async function readyToWarn(deps: Looking, ticket: string) {
  const { store, clock } = deps;
  const found = await store.cases.byTicket(ticket);
  if (!found) return 'unknown';
  const isFinal = !isHeldBack(found, clock.now());
  if (found.status !== 'published' || !found.factCheck || !isFinal) return 'undecided';
  const factCheck = await store.factChecks.get(found.factCheck);
  if (!factCheck || factCheck.retracted !== undefined) return 'withdrawn';
  // How often it was asked for since yesterday, and from when on that counts as spreading.
  const { threshold } = (await readRules({ store })).burst;
  const spread = (await deliveredLately(deps)).get(plainName(factCheck.id)) ?? 0;
  if (spread < threshold) return 'calm';
  const fitting = interests.filter((interest) => fits(factCheck, interest));
  return { case: found, factCheck, spread, threshold, interests: fitting };
}

/** The very message that subscribers will get. */
export function previewWarning(deps: SubscriptionDeps, factCheck: PublishedFactCheck): Preview {
  const language = 'id';
  const verdict = verdictText(deps.script, language, { factCheck, now: deps.clock.now() });
  const place = { flow: 'warning', state: 'show' } as const;
  return previewUtterance(deps, { key: 'warning.show', values: { verdict }, language, place });
}

/** How far back a decided claim is looked for that spreads again, and how many of them at most. */
const LOOK_BACK_MS = 30 * 86_400_000;
const MOST_SPREADING = 20;

/** The decided claims that are spreading now, those asked for most first. */
export async function listSpreading(deps: Looking): Promise<Ready[]> {
  const { store, clock } = deps;
  const decided = await store.cases.decidedSince(clock.now() - LOOK_BACK_MS);
  const told = await deliveredLately(deps);
  const asked = decided.filter(({ factCheck = '' }) => told.has(plainName(factCheck)));
  const found = await Promise.all(asked.map(({ ticket }) => readyToWarn(deps, ticket)));
  return found
    .flatMap((each) => (typeof each === 'string' ? [] : each))
    .sort((a, b) => b.spread - a.spread)
    .slice(0, MOST_SPREADING);
}

/** How often each fact-check was told on request, yesterday and today, by its id as the tallies name it; without digests. */
function deliveredLately({ store, clock }: Looking): Promise<Map<string, number>> {
  return deliveredSince({ store }, jakartaDay(clock.now() - DAY));
}

/** Counts how often each fact-check was told on request since a day, by their ids as the tallies name them. */
export async function deliveredSince({ store }: Pick<Looking, 'store'>, since: string) {
  return sumBy(await store.figures.tallies(since, ['told']), ({ name }) => partsOf(name)[1]);
}
