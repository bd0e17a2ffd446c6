import type { VerdictLook } from '../../domain/fact-checks/verdicts.ts';
import { formatDay } from '../../i18n/format-date.ts';
import {
  defaultLanguage,
  readStaffLanguage,
  type StaffLanguage,
  staffLanguages,
} from '../../i18n/languages.ts';
import { readWords, type WordsIn } from '../../ui-text/read-words.ts';
import { verdictNames } from '../../ui-text/verdict-names.ts';
import words from './words.json' with { type: 'json' };

/** The texts of the public pages in one language, and how its pages write addresses, days and verdicts. */
export type PublicVoice = ReturnType<typeof voiceOf>;

function voiceOf(language: StaffLanguage, texts: WordsIn<typeof words.id>) {
  const marks: Readonly<Record<string, string>> = verdictNames[language];
  return {
    ...texts,
    language,
    to: (path: string) => addressIn(language, path),
    day: (at: string | number) => formatDay(at, language),
    mark: ({ id }: VerdictLook) => (marks[id] ?? texts.factCheck.withdrawnMark).toUpperCase(),
  };
}

const voices = Object.fromEntries(
  staffLanguages.map((language) => [language, voiceOf(language, readWords(words[language]))]),
) as Readonly<Record<StaffLanguage, PublicVoice>>; // one for each language

/** Chooses the language that an address asks for; Indonesian where it asks for none. */
export function publicVoice(asked: unknown): PublicVoice {
  return voices[readStaffLanguage(asked)];
}

/** The address at which a page comes in a language. */
export function addressIn(language: StaffLanguage, path: string): string {
  if (language === defaultLanguage) return path;
  return `${path}${path.includes('?') ? '&' : '?'}bahasa=${language}`;
}
