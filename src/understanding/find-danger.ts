import { findOwnTrouble } from '../triage/trouble/own-trouble.ts';
import { type Trouble, troubles } from '../triage/trouble/read-rules.ts';
import type { Understanding } from './understanding.ts';

/** From this probability on what was learned counts as trouble without a rule that says so. */
const SURE = 0.8;
/** From this one on it is asked about. */
const LIKELY = 0.5;

/** Finds the writer's own trouble in what they wrote themselves: by rules, and by what was learned from examples. */
export function findDanger(
  text: string,
  { dangerOf }: Pick<Understanding, 'dangerOf'>,
): Trouble | undefined {
  const ruled = findOwnTrouble(text, false)?.kind;
  if (ruled !== undefined && ruled !== 'unsure') return ruled;
  const { kind, chance } = dangerOf(text);
  const learned = troubles.find((name) => name === kind);
  if (chance >= SURE && learned) return learned;
  return chance >= LIKELY ? 'unsure' : ruled;
}
