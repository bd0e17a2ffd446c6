import type { Conflict } from './compare-gap.ts';

/** Context of the conflicts of a comparison. */
export interface Surroundings {
  /** Number of shared words. */
  shared: number;
  /** Share of the field's words, within the common stretch, that the message lacks. */
  skipped: number;
  /** How closely the message repeats that stretch word for word, 0 to 1. */
  verbatim: number;
  /** Whether the message itself calls the claim a hoax. */
  debunks: boolean;
}

/** Decides which conflicts make another claim and which are noise of copying. */
export function weighConflicts(
  conflicts: readonly Conflict[],
  surroundings: Surroundings,
): Conflict[] {
  return conflicts.map((conflict) => ({ ...conflict, grave: isGrave(conflict, surroundings) }));
}

const LONG_TEXT = 12;
const NOISE = 0.02;
const VERBATIM = 0.8;
const REWRITTEN = 0.9;
const TELLING = 0.3;

function isSwap({ query, field, weight }: Conflict): boolean {
  return query.length === 1 && field.length === 1 && weight >= TELLING;
}

function isGrave(conflict: Conflict, around: Surroundings): boolean {
  const { type, how, grave } = conflict;
  switch (type) {
    case 'negation':
      // A lost "tidak" among other lost words is noise; a denial in a debunk denies the hoax.
      if (how === 'dropped')
        return grave && !(around.shared >= LONG_TEXT && around.skipped >= NOISE);
      return grave && !around.debunks;
    case 'number':
    case 'name':
    case 'place':
      // A new name in a text that is otherwise repeated word for word was inserted.
      return grave || (how === 'added' && around.verbatim >= VERBATIM);
    case 'role':
      return grave;
    case 'other':
      // One informative word swapped in a text that is otherwise repeated: the claim was rewritten.
      return around.verbatim >= REWRITTEN && isSwap(conflict);
  }
}
