import type { Priority } from '../../review/priority.ts';
import { showSpan } from './show-time.ts';
import type { Words } from './words.ts';

const MANY_TIMES = 5;

/** Why a case stands where it does, in the reader's language, the most telling first. */
export function reasonsOf(priority: Priority, words: Words): { text: string; isAlarm: boolean }[] {
  const { isBurst, isLate, citizens, forwardingScore, waitedMs, topics } = priority;
  const { reason } = words;
  return [
    ...(isBurst ? [{ text: reason.burst, isAlarm: true }] : []),
    ...(isLate ? [{ text: reason.late(showSpan(waitedMs, words)), isAlarm: true }] : []),
    { text: reason.citizens(citizens), isAlarm: false },
    ...(forwardingScore >= MANY_TIMES ? [{ text: reason.forwarded, isAlarm: false }] : []),
    ...topics.map((topic) => ({ text: reason.topic(words.topic[topic]), isAlarm: false })),
    ...(isLate ? [] : [{ text: words.queue.waited(showSpan(waitedMs, words)), isAlarm: false }]),
  ];
}
