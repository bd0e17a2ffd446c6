import { listed } from './listed.ts';
import lists from './wrapping.json' with { type: 'json' };

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
