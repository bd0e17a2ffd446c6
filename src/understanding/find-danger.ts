import { findOwnTrouble } from '../triage/trouble/own-trouble.ts';
import { type Trouble, troubles } from '../triage/trouble/read-rules.ts';
import type { Understanding } from './understanding.ts';
import { asksOfRumour, deniesOwn } from './unheard-words.ts';

/** Trouble of the writer's own; it is plain where a rule says so, or what was learned is as good as certain. */
export interface Danger {
  kind: Trouble;
  isPlain: boolean;
  /** Whether only examples speak for it, and no rule. */
  isLearned: boolean;
}

const PLAIN = 0.9;
/** From this probability on what was learned counts as trouble without a rule that says so. */
const SURE = 0.82;
/** From this one on it is asked about. */
const LIKELY = 0.78;
/** Below this one a rule has misread a joke, or a story of somebody else. */
const UNLIKELY = 0.02;

/** Finds the writer's own trouble in what they wrote themselves: by rules, and by what was learned from examples. */
export function findDanger(
  text: string,
  { dangerOf }: Pick<Understanding, 'dangerOf'>,
): Danger | undefined {
  const { kind, chance } = dangerOf(text);
  // Who may be in despair is asked, whatever they deny.
  if (deniesOwn(text) && (kind !== 'suicide' || chance < LIKELY)) return undefined;
  const ruled = chance < UNLIKELY ? undefined : findOwnTrouble(text, false)?.kind;
  if (ruled !== undefined && ruled !== 'unsure')
    return { kind: ruled, isPlain: true, isLearned: false };
  const isLearned = ruled === undefined;
  // Who asks how one dies, or tells of a child, is never taken for one who asks about a rumour; others are asked.
  const mayBeRumour = isLearned && kind !== 'suicide' && kind !== 'child' && asksOfRumour(text);
  const learned = troubles.find((name) => name === kind);
  if (chance >= SURE && learned && !mayBeRumour) {
    return { kind: learned, isPlain: chance >= PLAIN, isLearned };
  }
  const isAsked = chance >= LIKELY || !isLearned;
  return isAsked ? { kind: 'unsure', isPlain: false, isLearned } : undefined;
}
