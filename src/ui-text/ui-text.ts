import { english } from './en.ts';
import { indonesian } from './id.ts';

/** Everything the desk says, in one language; a language that lacks a word does not compile. */
export type Words = Same<typeof indonesian>;

/** The same keys all the way down, with words of one's own. */
export type Same<T> = {
  [K in keyof T]: T[K] extends string ? string : T[K] extends Fill ? T[K] : Same<T[K]>;
};
type Fill = (...values: never[]) => string;

export const languages = ['id', 'en'] as const;
export type Language = (typeof languages)[number];

/** The words that a browser asked for; Indonesian for who has not asked. */
export function wordsFor(asked: string | undefined): { words: Words; language: Language } {
  return asked === 'en'
    ? { words: english, language: 'en' }
    : { words: indonesian, language: 'id' };
}
