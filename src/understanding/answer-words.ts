import { setsOf } from '../matching/plain-words.ts';
import lists from './answer-words.json' with { type: 'json' };

const { wishes, mocking, fine, ...named } = lists;

/** Words of answers, by what they do in them. */
export const LISTS = setsOf(named);
/** Words that wish for something, by what is wished for. */
export const WISHES = setsOf(wishes);
/** Words that mock with one of some others after them. */
export const MOCKING = new Map(Object.entries(mocking));
/** Phrases that agree. */
export const FINE = new Set(fine.split('|'));
