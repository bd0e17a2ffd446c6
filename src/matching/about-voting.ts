import { readWords } from './read-words.ts';
import VOTING_WORDS from './voting-words.json' with { type: 'json' };

/** Whether a text names something related to voting, as every voter's question does. */
export function isAboutVoting(text: string): boolean {
  const words = readWords(text, 60).map((word) => word.text);
  if (words.some((word) => CASTING.test(word))) return true;
  return VOTING.test(` ${words.join(' ')} `) || ROLL.test(text) || ROLL_SMALL.test(text);
}

/** In lower case it means "dapat" more often than the voter roll. */
const ROLL = /\bDPT\b/;
const ROLL_SMALL =
  /\b(?:di|dari|cek|ngecek|mengecek|masuk|daftar|link|itu) +dpt\b|\bdpt +(?:online|pilkada|pemilu|luar)\b/i;

/** Within a word: mencoblos, dicobloskan, nyoblosnya. */
const CASTING = /nyoblos|coblos/;

const VOTING = new RegExp(` (?:${VOTING_WORDS.join('|')}) `);
