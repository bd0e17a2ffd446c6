import { showClock } from '../ui-text/format-time.ts';
import { readWords, type WordsIn } from '../ui-text/read-words.ts';
import { deskWords, type Language, type Words } from '../ui-text/ui-text.ts';
import english from './text-en.json' with { type: 'json' };
import indonesian from './text-id.json' with { type: 'json' };
import { keyWords } from './text-keys.ts';

/** What the terminal alone says, in one language. */
type ConsoleWords = WordsIn<typeof indonesian>;

/** Everything that the terminal console says: its own words, its keys, and those of the desk on the web. */
export interface TerminalWords extends ConsoleWords {
  language: Language;
  desk: Words;
  keys: (typeof keyWords)[Language];
}

const consoleWords: Readonly<Record<Language, ConsoleWords>> = {
  id: readWords(indonesian),
  en: readWords(english),
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

/** The time of day in Jakarta. */
export function hour(time: number, { language }: Pick<TerminalWords, 'language'>): string {
  return showClock(time, language);
}

/** How long something took or has waited, roughly. */
export function span(ms: number, { figures: { spans } }: TerminalWords): string {
  if (ms < 90_000) return `${Math.round(ms / 1000)} ${spans.seconds}`;
  if (ms < 90 * 60_000) return `${Math.round(ms / 60_000)} ${spans.minutes}`;
  if (ms < 48 * 3_600_000) return `${Math.round(ms / 3_600_000)} ${spans.hours}`;
  return `${Math.round(ms / 86_400_000)} ${spans.days}`;
}
