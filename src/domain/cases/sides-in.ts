import { fold } from '../../i18n/fold.ts';
import { keysOf } from '../../i18n/keys-of.ts';
import names from './sides.json' with { type: 'json' };

/** Sides of an election: pairs by their number on the ballot, then the parties by theirs. */
export const sides = keysOf(names);
export type Side = (typeof sides)[number];

/** Returns the sides that a text names, in the order of the ballot; a name that is also a plain word counts only in full. */
export function sidesIn(text: string): Side[] {
  const said = ` ${fold(text)} `;
  return sides.filter((side) => names[side].some((name) => said.includes(` ${name} `)));
}
