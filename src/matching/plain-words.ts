import lists from './wrapping.json' with { type: 'json' };

/** Words of greetings and chain-message tails: a line of nothing else is not part of the claim. */
export const WRAPPING = listed(lists.wrapping);

/** Words that count for nothing when the fact-check lacks them: please check, spread the word. */
export const WEIGHTLESS = listed(lists.weightless);

/** Words about the message rather than the claim: video, hoax, breaking news. */
export const FRAME = listed(lists.frame);

/** Words that many claims have: offices, months, units. */
export const GENERIC = listed(lists.generic);

/** Words that any sentence has. */
export const COMMON = listed(lists.common);

/** Words by which a message itself says that the claim is false. */
export const DEBUNK = listed(lists.debunk);

/** Words of articles that explain or advise rather than claim: how to, requirements, schedule. */
export const HOW_TO = listed(lists.howTo);

function listed(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}
