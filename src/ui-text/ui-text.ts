import type { StaffLanguage } from '../i18n/languages.ts';
import type { indonesian } from './id.ts';

/** Everything the desk says, in one language; a language that lacks a word does not compile. */
export type Words = typeof indonesian;

export type Language = StaffLanguage;
