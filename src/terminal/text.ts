import { deskWords } from '../ui-text/desk-words.ts';
import type { Language, Words } from '../ui-text/ui-text.ts';
import { englishConsole } from './text-en.ts';
import { type ConsoleWords, indonesianConsole } from './text-id.ts';
import { keyWords } from './text-keys.ts';

/** Everything that the terminal console says: its own words, its keys, and those of the desk on the web. */
export interface TerminalWords extends ConsoleWords {
  language: Language;
  desk: Words;
  keys: (typeof keyWords)[Language];
}

const consoleWords: Readonly<Record<Language, ConsoleWords>> = {
  id: indonesianConsole,
  en: englishConsole,
};

/** The words of a language. */
export function terminalWords(language: Language): TerminalWords {
  return {
    ...consoleWords[language],
    language,
    desk: deskWords[language],
    keys: keyWords[language],
  };
}

/** A verdict as it stands on a screen without colour. */
export function verdictWord({ desk }: TerminalWords, verdict: keyof Words['verdict']): string {
  return desk.verdict[verdict].toUpperCase();
}
