import { readStaffLanguage, timeFormats } from '../../../i18n/languages.ts';
import { deskWords } from '../../../ui-text/desk-words.ts';
import type { Language, Words } from '../../../ui-text/ui-text.ts';
import { english } from './text-en.ts';
import { indonesian, type RecordWords } from './text-id.ts';

/** Everything that a page of the record is worded with. */
export interface Voice {
  language: Language;
  say: RecordWords;
  /** The names of verdicts, topics and threats, as the desk has them. */
  desk: Words;
}

const recordWords: Readonly<Record<Language, RecordWords>> = { id: indonesian, en: english };

/** The words that an address asks for; Indonesian for whoever asks for none. */
export function voiceFor(asked: unknown): Voice {
  const language = readStaffLanguage(asked);
  return { language, desk: deskWords[language], say: recordWords[language] };
}

const months = timeFormats({ month: 'long', year: 'numeric', timeZone: 'UTC' });

/** The month in words. */
export function nameMonth(month: string, language: Language): string {
  return months(language).format(Date.parse(`${month}-15T00:00:00Z`));
}
