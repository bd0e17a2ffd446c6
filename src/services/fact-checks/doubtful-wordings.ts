import { auditEventAt } from '../../domain/accounts/audit-event.ts';
import { type Case, ownFactCheckId } from '../../domain/cases/case.ts';
import type { PublishedFactCheck } from '../../domain/fact-checks/published-fact-check.ts';
import { allFactChecks } from './all-fact-checks.ts';
import { wordingsOf } from './claim-of.ts';
import type { FactCheckDeps } from './fact-check-deps.ts';
import { fitWording } from './new-wordings.ts';

/** A wording by which a fact-check is found, and which would not be learned today. */
export interface DoubtfulWording {
  factCheck: string;
  /** Tickets of the cases that the fact-check resolves. */
  tickets: string[];
  /** Its place among the wordings of the fact-check, from 1. */
  number: number;
  text: string;
  /** What it says beyond the claim; nothing where it leaves out much of that. */
  adds: string[];
  /** Whether citizens wrote it; unknown once the tips are erased. */
  origin: 'citizens' | 'unknown';
}

type Reading = Pick<FactCheckDeps, 'store'>;

const MOST_CASES = 200_000;

/** Lists wordings of fact-checks that differ from the cases they resolve. */
export async function listDoubtful({ store }: Reading): Promise<DoubtfulWording[]> {
  const cases = await store.cases.list('published', MOST_CASES);
  const settled = Map.groupBy(cases, ({ factCheck = '' }) => factCheck);
  const doubtful: DoubtfulWording[] = [];
  for await (const factCheck of allFactChecks(store.factChecks)) {
    const own = settled.get(factCheck.id) ?? [];
    if (factCheck.retracted !== undefined || !isConcerned(factCheck, own)) continue;
    doubtful.push(...(await doubtsOf({ store }, factCheck, own)));
  }
  return doubtful;
}

/** Removes wordings from a fact-check, so that it no longer answers them; returns how many. */
export async function removeWordings(
  { store, index, clock }: Pick<FactCheckDeps, 'store' | 'index' | 'clock'>,
  { factCheck: id, texts, by }: { factCheck: string; texts: readonly string[]; by: string },
): Promise<number> {
  const gone = new Set(texts);
  for (;;) {
    const known = await store.factChecks.get(id);
    if (!known || known.retracted !== undefined) return 0;
    const narratives = known.narratives.filter((text) => !gone.has(text));
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

/** Only a fact-check that resolves a case, or one of our own, has learned from citizens. */
function isConcerned({ id, narratives }: PublishedFactCheck, cases: readonly Case[]): boolean {
  return narratives.length > 0 && (cases.length > 0 || id.startsWith(OURS));
}

const OURS = 'posko-';

async function doubtsOf(
  { store }: Reading,
  { id, title, claim, narratives }: PublishedFactCheck,
  cases: readonly Case[],
): Promise<DoubtfulWording[]> {
  const tips = await store.cases.tipsOfAll(cases.map((each) => each.id));
  const heard = new Set([...tips.values()].flat().flatMap(wordingsOf));
  const judged = cases.filter((each) => ownFactCheckId(each) === id).map((each) => each.claim);
  const claims = [title, claim ?? '', ...judged].filter((text) => text !== '');
  const tickets = cases.map(({ ticket }) => ticket);
  return narratives.flatMap((text, at) => {
    const { fits, adds } = fitWording(text, claims);
    if (fits) return [];
    const origin = id.startsWith(OURS) || heard.has(text) ? 'citizens' : 'unknown';
    return [{ factCheck: id, tickets, number: at + 1, text, adds, origin }];
  });
}
