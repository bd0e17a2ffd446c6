import type { Thesaurus } from './thesaurus.ts';

/** What a matcher may know of words beyond its store; without them it matches as well as it can. */
export interface Dictionaries {
  readonly thesaurus?: Thesaurus | undefined;
}

/** For a matcher that knows its store alone. */
export const NO_DICTIONARIES: Dictionaries = {};
