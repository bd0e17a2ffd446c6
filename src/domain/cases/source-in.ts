import { fold } from '../../i18n/fold.ts';
import type { Tip } from './case.ts';

type Source = NonNullable<Tip['source']>;

/** The surest first: a message of the family's group came from a group, whoever sent it there. */
const order = ['stranger', 'advert', 'group', 'account', 'family'] as const satisfies Source[];

/** Finds where a citizen got a message from in their own words, by the names that each source has; undefined if they tell none. */
export function sourceIn(text: string, namesOf: (source: Source) => readonly string[]) {
  const said = ` ${fold(text).replace(/\b(?:bukan|not)(?: dari| from)? \w+/g, '')} `;
  return order.find((source) => namesOf(source).some((name) => said.includes(` ${fold(name)} `)));
}
