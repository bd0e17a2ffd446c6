import { type Language, type Same, type Words, wordsFor } from '../../../ui-text/ui-text.ts';
import { english } from './text-en.ts';
import { indonesian } from './text-id.ts';

/** What the public record says, in one language. */
export type RecordWords = Same<typeof indonesian>;

/** Everything that a page of the record is worded with. */
export interface Voice {
  language: Language;
  say: RecordWords;
  /** The names of verdicts, topics and threats, as the desk has them. */
  desk: Words;
}

/** The words that an address asks for; Indonesian for whoever asks for none. */
export function voiceFor(asked: unknown): Voice {
  const { language, words } = wordsFor(asked === 'en' ? 'en' : 'id');
  return { language, desk: words, say: language === 'en' ? english : indonesian };
}

/** The month in words. */
export function nameMonth(month: string, language: Language): string {
  const options = { month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
  const format = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'id-ID', options);
  return format.format(Date.parse(`${month}-15T00:00:00Z`));
}
