import type { BotContent } from '../../domain/content/bot-content.ts';
import { say } from '../../i18n/say.ts';

/** A span in the largest unit that fits: "baru saja", "40 menit", "3 jam", "2 hari". */
export function formatSpan({ locales }: BotContent, language: string, ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 1) return say(locales, language, 'time.just-now');
  if (minutes < 90) return say(locales, language, 'time.minutes', { n: minutes });
  const hours = Math.round(minutes / 60);
  if (hours < 48) return say(locales, language, 'time.hours', { n: hours });
  return say(locales, language, 'time.days', { n: Math.round(hours / 24) });
}
