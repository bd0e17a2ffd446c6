import { auditEventAt } from '../../domain/accounts/audit-event.ts';
import { ownFactCheckId } from '../../domain/cases/case.ts';
import { allFactChecks } from './all-fact-checks.ts';
import type { FactCheckDeps } from './fact-check-deps.ts';
import { fitWording } from './new-wordings.ts';

/** A wording by which a fact-check is found, and which would not be learned today. */
export interface DoubtfulWording {
  factCheck: string;
  /** Its place among the wordings of the fact-check, from 1. */
  number: number;
  text: string;
  /** What it says beyond the claim; nothing where it leaves out much of that. */
  adds: string[];
}

const MOST_CASES = 200_000;

/** Lists wordings of fact-checks that learned from cases, and that differ from those. */
export async function listDoubtful({ store }: Pick<FactCheckDeps, 'store'>) {
  const cases = await store.cases.list('published', MOST_CASES);
  const settled = Map.groupBy(cases, ({ factCheck = '' }) => factCheck);
  const doubtful: DoubtfulWording[] = [];
  for await (const { id, title, claim, narratives, retracted } of allFactChecks(store.factChecks)) {
    const own = settled.get(id);
    if (retracted !== undefined || !(own || id.startsWith('posko-'))) continue;
    const judged =
      own?.filter((each) => ownFactCheckId(each) === id).map((each) => each.claim) ?? [];
    const claims = [title, claim ?? '', ...judged].filter((each) => each !== '');
    for (const [at, text] of narratives.entries()) {
      const { fits, adds } = fitWording(text, claims);
      if (!fits) doubtful.push({ factCheck: id, number: at + 1, text, adds });
    }
  }
  return doubtful;
}

/** Removes wordings from a fact-check, so that it no longer answers them; returns how many. */
export async function removeWordings(
  { store, index, clock }: Pick<FactCheckDeps, 'store' | 'index' | 'clock'>,
  { factCheck: id, texts, by }: { factCheck: string; texts: readonly string[]; by: string },
): Promise<number> {
  for (;;) {
    const known = await store.factChecks.get(id);
    if (!known || known.retracted !== undefined) return 0;
    const narratives = known.narratives.filter((text) => !texts.includes(text));
    const count = known.narratives.length - narratives.length;
    if (count === 0) return 0;
    const now = clock.now();
    const event = auditEventAt(now, { by, what: 'wordings-removed', of: id, details: { count } });
    const changed = { ...known, narratives, changedAt: now };
    const commit = { cases: [], factChecks: [changed], history: [], events: [event] };
    if ((await store.cases.commit(commit)) === 'stale') continue;
    await index.follow();
    return count;
  }
}
