import lists from './wrapping.json' with { type: 'json' };

/** Returns the words of a list in which they are separated by spaces. */
export function listed(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}

/** Every list of a file, as a set under its name. */
export function setsOf<Name extends string>(lists: Readonly<Record<Name, string>>) {
  const sets = Object.entries<string>(lists).map(([name, words]) => [name, listed(words)]);
  return Object.fromEntries(sets) as Readonly<Record<Name, ReadonlySet<string>>>;
}

/** Words of greetings and chain-message endings: lines of them are not part of the claim. */
export const WRAPPING = listed(lists.wrapping);

/** Words that do not count if the fact-check lacks them: please check, spread the word. */
export const WEIGHTLESS = listed(lists.weightless);

/** Words about the message, not the claim: video, hoax, breaking news. */
export const FRAME = listed(lists.frame);

/** Words of many claims: offices, months, units. */
export const GENERIC = listed(lists.generic);

/** Words of any sentence. */
export const COMMON = listed(lists.common);

/** Words by which a message itself calls the claim false. */
export const DEBUNK = listed(lists.debunk);

/** Words of articles that explain or advise: how to, requirements, schedule. */
export const HOW_TO = listed(lists.howTo);

/** Units of time in claims: two of them always differ, whatever number stands before. */
export const TIME_UNITS = listed(lists.timeUnits);

/** Whether a word reverses a claim: not, not yet, cancelled, without; also in Javanese and Sundanese. */
export function isPolar(word: string): boolean {
  return POLAR.has(word);
}

const POLAR = listed(lists.polar);
