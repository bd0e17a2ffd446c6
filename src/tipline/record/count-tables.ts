import { countChain, type Entry } from '../../record/chain.ts';
import { withhold } from '../../record/withhold.ts';
import { standingOf, statusOf } from '../../review/referral.ts';
import { topicsOf } from '../../review/topics.ts';
import type { PublishedFactCheck } from '../fact-checks/fact-check.ts';
import type { Span } from '../figures/figures.ts';
import { partsOf, type Tally } from '../figures/tally.ts';
import { listReferrals } from '../partners/referrals.ts';
import type { Tipline } from '../tipline.ts';
import { weekOf } from './month.ts';
import { type RecordTable, type TableName, tableNames } from './month-record.ts';
import { axesOf } from './record-axes.ts';

/** What the tables are counted from. */
export interface Counted {
  span: Span;
  tallies: readonly Tally[];
  asks: readonly Entry[];
}

/** The tables of a month, with small numbers withheld. */
export async function countTables(
  tipline: Pick<Tipline, 'store' | 'clock'>,
  { span, tallies, asks }: Counted,
): Promise<RecordTable[]> {
  const entries: Readonly<Record<TableName, readonly Entry[]>> = {
    asks,
    told: await countTold(tipline, span),
    messages: fromTallies(tallies, 'kind'),
    searches: fromTallies(tallies, 'tier'),
    referrals: await countReferrals(tipline, span),
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

/** The topic under which a fact-check is counted, by its words. */
export function topicOf({ claim, title }: Pick<PublishedFactCheck, 'claim' | 'title'>) {
  return topicsOf({ claim: `${title} ${claim ?? ''}` }, [])[0] ?? 'other';
}

async function countTold({ store }: Pick<Tipline, 'store'>, span: Span): Promise<Entry[]> {
  const told = await store.figures.toldIn(span);
  const known = new Map<string, PublishedFactCheck | undefined>();
  for (const id of new Set(told.map(({ factCheck }) => factCheck))) {
    known.set(id, await store.factChecks.get(id));
  }
  return told.flatMap(({ factCheck, person }): Entry[] => {
    const found = known.get(factCheck);
    return found ? [{ of: { verdict: found.verdict, topic: topicOf(found) }, person }] : [];
  });
}

/** What was counted by the second part of its name; kinds that no axis has are others. */
function fromTallies(tallies: readonly Tally[], subject: 'kind' | 'tier'): Entry[] {
  const values = axesOf[subject === 'kind' ? 'messages' : 'searches'][1]?.values ?? [];
  return tallies.flatMap(({ day, name, count }): Entry[] => {
    const [what, value = ''] = partsOf(name);
    if (what !== subject) return [];
    return [
      { of: { week: weekOf(day), [subject]: values.includes(value) ? value : 'other' }, count },
    ];
  });
}

/** What was passed on to partners within a span, and how far they are at this moment. */
async function countReferrals(
  { store, clock }: Pick<Tipline, 'store' | 'clock'>,
  { since, until }: Span,
): Promise<Entry[]> {
  const all = await listReferrals({ store });
  return all.flatMap((referral): Entry[] => {
    const at = referral.steps[0]?.at ?? 0;
    if (at < since || at >= until) return [];
    const standing = standingOf(referral, clock.now());
    const end =
      standing === 'over' ? statusOf(referral) : standing === 'answered' ? 'answered' : 'waiting';
    return [{ of: { threat: referral.threat, end } }];
  });
}
