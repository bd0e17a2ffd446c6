import type { BotContent } from '../../domain/content/bot-content.ts';
import { isStale } from '../../domain/voters/contact-age.ts';
import { formatDay } from '../../i18n/format-date.ts';
import { say } from '../../i18n/say.ts';

/** Who reads, when. */
export interface ReaderContext {
  script: Pick<BotContent, 'contacts' | 'locales'>;
  language: string;
  now: number;
}

/** How to reach somebody; with the day of the last look where that is long ago, and nothing where nobody ever looked. */
export function contactText(reading: ReaderContext, name: string | undefined): string | undefined {
  const { script, language, now } = reading;
  const contact = name === undefined ? undefined : script.contacts.get(name);
  if (!contact?.verified) return undefined;
  const text = contact.text[language] ?? contact.text.id;
  if (text === undefined || !isStale(contact.verified, now)) return text;
  const date = formatDay(contact.verified, language);
  return `${text} ${say(script.locales, language, 'contact.stale', { date })}`;
}
