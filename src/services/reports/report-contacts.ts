import type { BotContent } from '../../domain/content/bot-content.ts';
import type { Destination } from '../../domain/reports/destinations.ts';
import { isStale } from '../../domain/voters/contact-age.ts';
import { formatDay } from '../../i18n/format-date.ts';
import { say } from '../../i18n/say.ts';
import type { Turn } from '../../ports/turn.ts';
import { type ReaderContext, urgentText } from '../responses/contact-text.ts';
import helpNames from './help-names.json' with { type: 'json' };

/** The anti-scam centre stands among the contacts under what it is for. */
const keyOf = (name: string) => (name === 'iasc' ? 'scam' : name);

/** How to reach somebody, in the words of the contacts; where nothing is verified, where else to ask. */
export function helpText(reading: ReaderContext, name: string): string {
  const { script, language } = reading;
  return urgentText(reading, keyOf(name)) ?? say(script.locales, language, 'report.no-address');
}

/** Whom to call, in every kind of trouble. */
export function helpLines(reading: ReaderContext): Record<string, string> {
  const lines = Object.entries(helpNames);
  return Object.fromEntries(lines.map(([line, name]) => [line, helpText(reading, name)]));
}

/** Who reads an address, in what language and when. */
export function readingOf({ script }: { script: BotContent }, { profile, now }: Turn) {
  return { script, language: profile.language, now };
}

/** Whether the address of a destination is known to be right, and so may be shown. */
export function isVerified(script: BotContent, name: Destination): boolean {
  return script.contacts.get(keyOf(name))?.verified !== undefined;
}

/** The name of a destination, its address, and the day that it was last known to be right. */
export function destinationText(reading: ReaderContext, destination: Destination): string {
  const { script, language, now } = reading;
  const contact = script.contacts.get(keyOf(destination));
  const name = contact?.name ?? destination;
  const text = helpText(reading, destination);
  if (!contact?.verified || isStale(contact.verified, now)) return `${name}. ${text}`;
  const date = formatDay(contact.verified, language);
  return say(script.locales, language, 'report.address', { name, text, date });
}
