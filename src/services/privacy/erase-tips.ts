import type { Case, Tip } from '../../domain/cases/case.ts';
import { EXERCISE_MS, isExercise, markOf, readExercise } from '../../domain/cases/exercise.ts';
import type { CaseCommit } from '../../ports/commit.ts';
import { claimKey } from '../cases/open-case-index.ts';
import { claimOf, wordingsOf } from '../fact-checks/claim-of.ts';
import type { PrivacyDeps } from './privacy-deps.ts';

type Erasing = Pick<PrivacyDeps, 'store' | 'clock' | 'openCases' | 'index'>;

const PAGE = 200;
/** Others may be changing the same cases; after so many losses something is wrong. */
const MAX_ATTEMPTS = 50;

/** Takes all tips of a citizen out of their cases; what others have asked stays, under words of their own. */
export async function eraseTips(deps: Erasing, citizen: string): Promise<void> {
  for (let attempts = 0; ; attempts += 1) {
    const tips = await deps.store.cases.tipsBy(citizen, PAGE);
    if (tips.length === 0) return;
    if (attempts >= MAX_ATTEMPTS) throw new Error('tips could not be taken out of their cases');
    for (const [id, own] of Map.groupBy(tips, (tip) => tip.case)) {
      await takeOut(deps, id, own);
    }
    await deps.openCases.follow();
    await deps.index.follow();
  }
}

/** Erases what came of exercises a week after the end of the last one, or once the setting is empty. */
export async function eraseExercise(deps: Erasing & Pick<PrivacyDeps, 'settings'>): Promise<void> {
  const { store, settings, clock } = deps;
  if (clock.now() < readExercise(settings.exercise).until + EXERCISE_MS) return;
  const ids = (await store.cases.exercised()).map(({ id }) => id);
  const all = await store.cases.tipsOfAll(ids, 'restricted');
  for (const [id, tips] of all) await takeOut(deps, id, tips);
  for (const kind of ['hand-over', 'referral'] as const) {
    const all = (await store.documents.ids(kind)).filter(isExercise);
    for (const document of await Promise.all(all.map((id) => store.documents.get(kind, id)))) {
      if (document) await store.documents.remove(kind, document);
    }
  }
}

/** Takes tips out of their case, once; what is lost to a change at the same moment is found again by who calls. */
async function takeOut(deps: Erasing, id: string, own: readonly Tip[]): Promise<void> {
  const { store, clock } = deps;
  const found = await store.cases.get(id);
  const gone = new Set(own.map((tip) => tip.id));
  const others = (await store.cases.tipsOf(id)).filter((tip) => !gone.has(tip.id));
  const at = clock.now();
  const happened = { case: id, at, by: 'posko', what: 'tip-withdrawn' } as const;
  const change: CaseCommit = {
    cases: [],
    erasedTips: [...gone],
    history: [happened],
    factChecks: await unlearn(deps, found, { own, others }),
  };
  if (!found) await store.cases.commit({ ...change, history: [] });
  else if (others.length === 0) {
    await store.cases.commit({ ...change, cases: [emptied(found, at)], erasedWords: [id] });
  } else {
    const claim = await otherClaim(deps, found, { own, others });
    await store.cases.commit({ ...change, cases: [{ ...found, ...claim }] });
  }
}

interface Parted {
  own: readonly Tip[];
  others: readonly Tip[];
}

/** A case that nobody asks about any more: without words, and closed where it was open. */
function emptied(found: Case, at: number): Case {
  const { draft: _, proposal: __, lease: ___, snoozedUntil: ____, hold: _____, ...rest } = found;
  const wordless = { ...rest, claim: '', claimKey: found.id };
  return found.status === 'open' ? { ...wordless, status: 'closed', decidedAt: at } : wordless;
}

/** A claim in somebody else's words, where it was in those that go. */
async function otherClaim({ store }: Erasing, found: Case, { own, others }: Parted) {
  const { id, claim, ticket } = found;
  const isTheirs = own.some((tip) => claimOf(tip) === claim);
  const [next] = others;
  if (!next || !isTheirs || others.some((tip) => claimOf(tip) === claim)) return {};
  const fresh = claimOf(next);
  const key = markOf(ticket) + claimKey(fresh);
  const taken = fresh === '' ? undefined : await store.cases.openByClaim(key);
  return { claim: fresh, claimKey: fresh === '' || (taken && taken.id !== id) ? id : key };
}

/** The case's fact-check without the wordings that it has learnt from these tips alone. */
async function unlearn(
  { store, clock }: Erasing,
  found: Case | undefined,
  { own, others }: Parted,
) {
  const known = found?.factCheck && (await store.factChecks.get(found.factCheck));
  if (!known) return [];
  const theirs = new Set(own.flatMap(wordingsOf));
  for (const text of others.flatMap(wordingsOf)) theirs.delete(text);
  const narratives = known.narratives.filter((text) => !theirs.has(text));
  if (narratives.length === known.narratives.length) return [];
  return [{ ...known, narratives, changedAt: clock.now() }];
}
