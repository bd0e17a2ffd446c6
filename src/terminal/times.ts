import { timeFormats } from '../i18n/languages.ts';
import type { TerminalWords } from './text.ts';

const formats = timeFormats({ hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Jakarta' });

/** The time of day in Jakarta. */
export function hour(time: number, { language }: Pick<TerminalWords, 'language'>): string {
  return formats(language).format(time);
}

/** How long something took or has waited, roughly. */
export function span(ms: number, { figures: { spans } }: TerminalWords): string {
  if (ms < 90_000) return `${Math.round(ms / 1000)} ${spans.seconds}`;
  if (ms < 90 * 60_000) return `${Math.round(ms / 60_000)} ${spans.minutes}`;
  if (ms < 48 * 3_600_000) return `${Math.round(ms / 3_600_000)} ${spans.hours}`;
  return `${Math.round(ms / 86_400_000)} ${spans.days}`;
}
