import { type Case, threatOf } from '../../domain/cases/case.ts';
import { isExercise } from '../../domain/cases/exercise.ts';
import outcomes from '../../domain/cases/status-outcomes.json' with { type: 'json' };
import { threats } from '../../domain/cases/threats.ts';
import { topics } from '../../domain/cases/topic-words.ts';
import { topicsOf } from '../../domain/cases/topics.ts';
import { type Axis, countChain, type Entry } from '../../domain/disclosure/aggregation-chain.ts';
import { withhold } from '../../domain/disclosure/withhold.ts';
import type { PublishedFactCheck } from '../../domain/fact-checks/published-fact-check.ts';
import { verdicts } from '../../domain/fact-checks/verdicts.ts';
import { type Message, messageKinds } from '../../domain/messages/message.ts';
import kindTable from '../../domain/messages/message-kinds.json' with { type: 'json' };
import names from '../../domain/partners/partner-names.json' with { type: 'json' };
import { type ReferralStatus, referableThreats, statusOf } from '../../domain/partners/referral.ts';
import { type Counter, partsOf } from '../../domain/stats/counter.ts';
import { isProvince, provinceNames } from '../../domain/text/province.ts';
import { DAY, jakartaDay } from '../../domain/time/jakarta-day.ts';
import { type Span, weekOf, weeks } from '../../domain/time/month.ts';
import type { Tier } from '../../matching/match.ts';
import type { CountedTip } from '../../ports/stats-store.ts';
import { listReferrals } from '../partners/referrals.ts';
import type { TransparencyDeps } from './corrections.ts';
import { type RecordTable, type TableName, tableNames } from './monthly-report.ts';

export interface Counted {
  span: Span;
  tallies: readonly Counter[];
  asks: readonly TableEntry<'asks'>[];
}

/** The tables of a month, with small numbers withheld. */
export async function countTables(
  deps: Pick<TransparencyDeps, 'store'>,
  { span, tallies, asks }: Counted,
): Promise<RecordTable[]> {
  const entries: { [T in TableName]: readonly TableEntry<T>[] } = {
    asks,
    told: await countTold(deps, span),
    messages: countMessages(tallies),
    searches: countSearches(tallies),
    referrals: await countReferrals(deps, span),
  };
  return tableNames.map((name) => {
    const axes = axesOf[name];
    const cells = withhold(axes, countChain(axes, entries[name]));
    return {
      name,
      axes: axes.map((axis) => ({ name: axis.name, values: [...axis.values] })),
      counts: cells.map(({ count }) => count),
    };
  });
}

export function topicOf({ claim, title }: Pick<PublishedFactCheck, 'claim' | 'title'>) {
  return topicsOf({ claim: `${title} ${claim ?? ''}` }, [])[0] ?? 'other';
}

async function countTold({ store }: Pick<TransparencyDeps, 'store'>, span: Span) {
  const told = await store.figures.toldIn(span);
  const known = new Map<string, PublishedFactCheck | undefined>();
  for (const id of new Set(told.map(({ factCheck }) => factCheck))) {
    known.set(id, await store.factChecks.get(id));
  }
  return told.flatMap(({ factCheck, person }): TableEntry<'told'>[] => {
    const found = known.get(factCheck);
    return found ? [{ of: { verdict: found.verdict, topic: topicOf(found) }, person }] : [];
  });
}

/** Messages by kind; a kind that this version does not know counts among the others. */
function countMessages(tallies: readonly Counter[]): TableEntry<'messages'>[] {
  return talliesOf(tallies, 'kind').map(({ day, value, count }) => {
    const kind = messageKinds.find((each) => each === value) ?? 'unknown';
    return { of: { week: weekOf(day), kind: kindOfMessage[kind] }, count };
  });
}

function countSearches(tallies: readonly Counter[]): TableEntry<'searches'>[] {
  return talliesOf(tallies, 'tier').flatMap(({ day, value, count }): TableEntry<'searches'>[] => {
    const tier = tiers.find((each) => each === value);
    return tier === undefined ? [] : [{ of: { week: weekOf(day), tier }, count }];
  });
}

const tiers: readonly Tier[] = ['answer', 'confirm', 'several', 'none'];

/** What was counted under a name, by the second part of it. */
function talliesOf(tallies: readonly Counter[], subject: 'kind' | 'tier') {
  return tallies.flatMap(({ day, name, count }) => {
    const [what, value = ''] = partsOf(name);
    return what === subject ? [{ day, value, count }] : [];
  });
}

/** What was passed on to partners within a span, and how far they are at this moment. */
async function countReferrals({ store }: Pick<TransparencyDeps, 'store'>, { since, until }: Span) {
  const all = await listReferrals({ store });
  return all.flatMap((referral): TableEntry<'referrals'>[] => {
    const at = referral.steps[0]?.at ?? 0;
    if (at < since || at >= until || isExercise(referral.reference)) return [];
    return [{ of: { threat: referral.threat, end: endOfStatus[statusOf(referral)] } }];
  });
}

/** What was known once, but was erased with its time before it was counted. */
export const ERASED = 'erased';

/** How far a referral is at the end of a month, by its status. */
export const endOfStatus: Readonly<Record<ReferralStatus, string>> = names.statuses;

export const kindOfMessage: Readonly<Record<Message['kind'], string>> = kindTable;

/** What came of a case that has no verdict of its own that stands. */
export const outcomeOfStatus: Readonly<Record<Case['status'], string>> = outcomes;

const topicValues = [...topics, 'other'] as const;

/** What each table is told apart by; in each, neighbours alone are crossed. */
export const axesOf = {
  asks: [
    { name: 'threat', values: [...threats, 'none', ERASED] },
    { name: 'week', values: weeks },
    { name: 'province', values: [...provinceNames, 'unnamed', ERASED] },
    { name: 'topic', values: [...topicValues, ERASED] },
    { name: 'outcome', values: [...verdicts, ...valuesOf(outcomeOfStatus).toSorted()] },
  ],
  told: [
    { name: 'verdict', values: verdicts },
    { name: 'topic', values: topicValues },
  ],
  messages: [
    { name: 'week', values: weeks },
    { name: 'kind', values: valuesOf(kindOfMessage) },
  ],
  searches: [
    { name: 'week', values: weeks },
    { name: 'tier', values: ['answer', 'confirm', 'several', 'none'] },
  ],
  referrals: [
    { name: 'threat', values: referableThreats },
    { name: 'end', values: valuesOf(endOfStatus) },
  ],
} as const satisfies Readonly<Record<TableName, readonly Axis[]>>;

type AxisOf<T extends TableName> = (typeof axesOf)[T][number];

/** Something counted in a table; a value that none of its axes has does not compile. */
export interface TableEntry<T extends TableName> extends Entry {
  of: { [A in AxisOf<T> as A['name']]: A['values'][number] };
}

/** The values of a table of states, each once, in its order. */
function valuesOf<V extends string>(table: Readonly<Record<string, V>>): readonly V[] {
  return [...new Set(Object.values(table))];
}

type Ask = TableEntry<'asks'>;

/** The same number for all who were forgotten: together they count as one person. */
const FORGOTTEN = -1;
const AT_ONCE = 50;

/** What citizens asked for in a span: each of them once for each case, when they asked first. */
export async function countAsks(
  { store, clock, settings }: Pick<TransparencyDeps, 'store' | 'clock' | 'settings'>,
  span: Span,
): Promise<{ entries: Ask[]; people: number }> {
  const byCase = Map.groupBy(await store.figures.tipsIn(span), (tip) => tip.case);
  const erasedBefore = clock.now() - settings.tipDays * DAY;
  const entries: Ask[] = [];
  const ids = [...byCase.keys()];
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const found = await Promise.all(ids.slice(at, at + AT_ONCE).map((id) => store.cases.get(id)));
    for (const each of found) {
      if (!each) continue;
      const outcome = await outcomeOf({ store }, each);
      entries.push(...asksOf(each, byCase.get(each.id) ?? [], { outcome, erasedBefore }));
    }
  }
  return { entries, people: new Set(entries.map(({ person }) => person)).size };
}

function asksOf(
  found: Case,
  tips: readonly CountedTip[],
  { outcome, erasedBefore }: { outcome: Ask['of']['outcome']; erasedBefore: number },
): Ask[] {
  const isOver = found.decidedAt !== undefined && found.decidedAt < erasedBefore;
  const isErased = isOver && found.claim === ''; // where retention waited for this count, the words are there
  const topic = isErased ? ERASED : (topicsOf(found, tips)[0] ?? 'other');
  const threat = isErased ? ERASED : (threatOf(found, tips)?.threat ?? 'none');
  const known = new Set<number>();
  return tips.flatMap(({ person = FORGOTTEN, region, at }): Ask[] => {
    if (person !== FORGOTTEN && known.has(person)) return [];
    known.add(person);
    const unknown = isErased ? ERASED : 'unnamed';
    const province = region !== undefined && isProvince(region) ? region : unknown;
    return [{ of: { threat, week: weekOf(jakartaDay(at)), province, topic, outcome }, person }];
  });
}

/** The verdict on a case, or that it was closed without one, or that it waits. */
async function outcomeOf({ store }: Pick<TransparencyDeps, 'store'>, { status, factCheck }: Case) {
  const found = factCheck === undefined ? undefined : await store.factChecks.get(factCheck);
  if (status === 'published' && found && found.retracted === undefined) return found.verdict;
  return outcomeOfStatus[status];
}
