import type { Tip } from '../../review/case.ts';
import type { Tipline } from '../tipline.ts';
import type { PublishedFactCheck } from './fact-check.ts';

/** More wordings than this seldom help to find a fact-check. */
const MOST_WORDINGS = 100;

/** Lets the words of all who asked lead to the fact-check that settles their case, unless it was withdrawn. */
export async function learnWordings(
  { store, index, clock }: Pick<Tipline, 'store' | 'index' | 'clock'>,
  { case: id, factCheck }: { case: string; factCheck: string },
): Promise<void> {
  for (;;) {
    const known = await store.factChecks.get(factCheck);
    if (!known || known.retracted !== undefined) return;
    const learned = withWordings(known, await store.cases.tipsOf(id), clock.now());
    if (learned === known) return;
    const done = await store.cases.commit({ cases: [], factChecks: [learned], history: [] });
    if (done === 'committed') break;
  }
  await index.follow();
}

/** The fact-check with the words of tips among its wordings; the same one where they bring nothing new. */
export function withWordings(
  known: PublishedFactCheck,
  tips: readonly Pick<Tip, 'text'>[],
  now: number,
): PublishedFactCheck {
  const heard = tips.map(({ text }) => text).filter(Boolean);
  const narratives = [...new Set([...known.narratives, ...heard])].slice(0, MOST_WORDINGS);
  if (narratives.length <= known.narratives.length) return known;
  return { ...known, narratives, changedAt: now };
}
