import type { StaffLanguage } from '../i18n/languages.ts';
import { english } from './en.ts';
import { indonesian } from './id.ts';

/** Everything the desk says, in one language; a language that lacks a word does not compile. */
export type Words = typeof indonesian;

export type Language = StaffLanguage;

export const deskWords: Readonly<Record<Language, Words>> = { id: indonesian, en: english };
