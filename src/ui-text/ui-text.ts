import type { StaffLanguage } from '../i18n/languages.ts';
import type { indonesian } from './id.ts';

/** Everything the desk says, in one language; a language that lacks a word does not compile. */
export type Words = Same<typeof indonesian>;

/** The same keys all the way down, with words of one's own. */
export type Same<T> = {
  [K in keyof T]: T[K] extends string ? string : T[K] extends Fill ? T[K] : Same<T[K]>;
};
/** Some of the words, for the sentences that stand beside a file of plain words. */
export type Some<T> = { [K in keyof T]?: T[K] extends string | Fill ? T[K] : Some<T[K]> };
type Fill = (...values: never[]) => string;

export type Language = StaffLanguage;
