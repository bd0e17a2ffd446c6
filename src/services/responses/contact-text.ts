import type { BotContent } from '../../domain/content/bot-content.ts';
import { isStale } from '../../domain/voters/contact-age.ts';
import { say } from '../../i18n/say.ts';

export interface ReaderContext {
  script: Pick<BotContent, 'contacts' | 'locales'>;
  language: string;
  now: number;
}

/** How to reach somebody, if anybody ever looked; with a second way where that is long ago. */
export function contactText(reading: ReaderContext, name: string | undefined): string | undefined {
  const { script, language, now } = reading;
  const text = urgentText(reading, name);
  const verified = script.contacts.get(name ?? '')?.verified;
  if (text === undefined || verified === undefined || !isStale(verified, now)) return text;
  return `${text} ${say(script.locales, language, 'contact.stale', {})}`;
}

/** How to reach somebody where every word counts: nothing but that, however long ago it was verified. */
export function urgentText(
  { script, language }: Omit<ReaderContext, 'now'>,
  name: string | undefined,
): string | undefined {
  const contact = script.contacts.get(name ?? '');
  return contact?.verified === undefined ? undefined : (contact.text[language] ?? contact.text.id);
}
