import lists from './name-words.json' with { type: 'json' };

/** Common Indonesian given names, recognised even in lower case. */
export const givenNames = setOf(lists.givenNames);
/** Words that end a name or cannot be one, in any case. */
export const notNames = setOf(lists.notNames);
/** Offices and professions, before a name or instead of it. */
export const titles = setOf(lists.titles);
/** Forms of address directly before a name. */
export const honorifics = setOf(lists.honorifics);
/** Particles within a name. */
export const particles = setOf(lists.particles);
/** Phrases that announce the writer's own name directly after them. */
export const namesFollow: readonly (readonly string[])[] = lists.namesFollow.map((phrase) =>
  phrase.split(' '),
);
/** Labels before a colon that a name follows, in any case. */
export const labels = setOf(lists.labels);
/** Words by which writers refer to themselves. */
export const selves = setOf(lists.selves);
/** Closing words of a letter, followed by its signature. */
export const closingWords: ReadonlySet<string> = new Set(lists.closingWords);

function setOf(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}
