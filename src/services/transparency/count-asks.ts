import type { Case } from '../../domain/cases/case.ts';
import { threatOf } from '../../domain/cases/case-threat.ts';
import { topicsOf } from '../../domain/cases/topics.ts';
import { isProvince } from '../../domain/text/province.ts';
import { jakartaDay } from '../../domain/time/jakarta-day.ts';
import { type Span, weekOf } from '../../domain/time/month.ts';
import type { CountedTip } from '../../ports/stats-store.ts';
import type { TransparencyDeps } from './corrections.ts';
import { ERASED, outcomeOfStatus, type TableEntry } from './count-tables.ts';

type Ask = TableEntry<'asks'>;

/** The same number for all who were forgotten: together they count as one person. */
const FORGOTTEN = -1;
const AT_ONCE = 50;
const DAY = 86_400_000;

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
