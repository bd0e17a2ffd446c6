import type { PublishedFactCheck } from '../../domain/fact-checks/published-fact-check.ts';
import { factsOf } from '../../domain/fact-checks/verdicts.ts';
import type { Asked } from '../../ports/match-query.ts';
import { type Denial, findDenial } from '../../triage/denial/find-denial.ts';
import { remembered } from './remembered.ts';

/** How a verdict is to be told: as it is, as a confirmation of a message that denies the claim, or only when asked after. */
export type Stance = 'bare' | 'denied' | 'ask';

/** Tells how what was sent denies something; words in a picture may be a stamp on it, so they are never sure. */
export function denialIn({ text, read = [] }: Asked): Denial | undefined {
  const typed = denialOf(text);
  if (typed) return typed;
  return read.some((piece) => denialOf(piece.text) === 'whole') ? 'unsure' : undefined;
}

const denialOf = remembered(findDenial);

/** Weighs a denial against the fact-check that was found for it. */
export function stanceOf(denial: Denial | undefined, factCheck: PublishedFactCheck): Stance {
  const { truth, isScam } = factsOf(factCheck.verdict);
  if (denial === undefined) return 'bare';
  if (denial === 'fraud') return isScam ? 'denied' : 'bare';
  return denial === 'whole' && truth === 'false' && !deniesItself(factCheck) ? 'denied' : 'ask';
}

/** Whether the claim that was checked is a denial itself ("virus itu hoaks"), so that a denial may be the claim. */
function deniesItself({ claim, title, narratives }: PublishedFactCheck): boolean {
  const denies = (text: string) => findDenial(text) !== undefined;
  if (denies(claim ?? title.replace(STAMP, ''))) return true;
  return narratives.length > 0 && narratives.every(denies);
}

/** "[SALAH]", "Cek Fakta:" and "Hoaks!" before a headline are the fact-checker's. */
const STAMP = /^\s*(?:[[(][^\])]{2,40}[\])]|\p{L}[\p{L} ]{1,30}[:!|])/u;
