import { english } from './en.ts';
import { indonesian } from './id.ts';
import type { Language, Words } from './ui-text.ts';

/** The desk in each language. */
export const deskWords: Readonly<Record<Language, Words>> = { id: indonesian, en: english };
