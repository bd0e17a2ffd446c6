import type { BotContent } from '../../domain/content/bot-content.ts';
import { formatHour } from '../../i18n/format-date.ts';
import { timeFormats } from '../../i18n/languages.ts';
import { say } from '../../i18n/say.ts';
import type { ServiceStatus } from './service-status.ts';

/** Length of an unbroken shift from which the desk counts as staffed around the clock. */
const LONG = 6 * 86_400_000;
const MINUTE = 60_000;

/** The post's status in words, for the chat and for the public page. */
export function statusWords(
  { locales }: Pick<BotContent, 'locales'>,
  language: string,
  status: ServiceStatus,
) {
  const words = (key: string, fill = {}) => say(locales, language, `post-status.${key}`, fill);
  return {
    receiving: words(status.receiving),
    answering: words(status.answering),
    reviewing: words(status.reviewing),
    /** Whether a reviewer is on duty, and until or from when. */
    hours: hoursOf(status, words, language),
    /** How long answers and decisions took lately. */
    times: timesOf(status, words),
  };
}

type Say = (key: string, fill?: Readonly<Record<string, unknown>>) => string;

function hoursOf({ at, isOpen, open }: ServiceStatus, words: Say, language: string): string {
  if (isOpen === undefined) return words('no-roster');
  const [first] = open;
  if (!first) return words('closed');
  if (!isOpen) return words('opens-at', { time: whenIs(first.start, words, language) });
  return first.end - at >= LONG
    ? words('around')
    : words('open-until', { time: whenIs(first.end, words, language) });
}

function timesOf({ answerMs, decisionMs }: ServiceStatus, words: Say): string {
  const lines = [
    answerMs !== undefined && words('answer-time', { time: spanOf(answerMs, words) }),
    decisionMs !== undefined && words('decision-time', { time: spanOf(decisionMs, words) }),
  ].filter((line) => line !== false);
  return lines.length === 0 ? words('no-times') : lines.join('\n');
}

function spanOf(ms: number, words: Say): string {
  if (ms < 1.5 * MINUTE) return words('seconds', { n: Math.max(1, Math.round(ms / 1000)) });
  if (ms < 90 * MINUTE) return words('minutes', { n: Math.round(ms / MINUTE) });
  const hours = Math.round(ms / (60 * MINUTE));
  return hours < 48 ? words('hours', { n: hours }) : words('days', { n: Math.round(hours / 24) });
}

const dayOf = timeFormats({ timeZone: 'Asia/Jakarta', weekday: 'long' });

/** A time within the week, as in "Selasa pukul 07.00 WIB". */
function whenIs(at: number, words: Say, language: string): string {
  return words('when', { day: dayOf(language).format(at), time: formatHour(at, language) });
}
