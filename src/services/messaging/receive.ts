import { randomBytes } from 'node:crypto';
import { type Address, MAX_TEXT, type Media, type Message } from '../../domain/messages/message.ts';
import { maskIdentityNumbers } from '../../domain/text/identity-number.ts';
import { jakartaDay } from '../../domain/time/jakarta-day.ts';
import type { Observe } from '../../ports/events.ts';
import type { MessagingDeps } from './messaging-deps.ts';

/** A message as a channel hands it over, with the bytes of its file. */
export interface Delivered {
  from: Address;
  message: Omit<Message, 'type'>;
  file?: { media: Media; bytes: Uint8Array };
}

type Post = Pick<MessagingDeps, 'store' | 'clock' | 'jobs'> & {
  observe?: Observe | undefined;
  typing?: MessagingDeps['typing'];
  /** Hears the words of a message while it is being stored. */
  anticipate?: MessagingDeps['anticipate'];
};

/** Stores messages without identity numbers before anything else, then wakes the turns; returns how many are new. */
export async function receive(
  { store, clock, jobs, observe, typing, anticipate }: Post,
  deliveries: readonly Delivered[],
): Promise<number> {
  const now = clock.now();
  for (const { file } of deliveries) if (file) await store.media.keep(file.media, file.bytes, now);
  const arrivals = deliveries.map(({ from, message, file }) => {
    const media = file ? { media: file.media } : {};
    const clean = cleanText(message.text);
    const text = message.forwarded ? clean : maskIdentityNumbers(clean);
    const trace = randomBytes(16).toString('hex');
    return { from, message: { ...message, ...media, type: 'message' as const, text, trace } };
  });
  const keeping = store.turns.keepMessages(arrivals, now);
  for (const { message } of arrivals) if (isLikelyClaim(message)) anticipate?.(message.text);
  const kept = await keeping;
  for (const [at, { from }] of deliveries.entries()) typing?.meet(from, kept[at]?.citizen ?? '');
  for (const citizen of new Set(kept.map((each) => each.citizen))) {
    jobs.wake({ type: 'turn', citizen });
  }
  const traces = arrivals.flatMap(({ message }, at) => (kept[at]?.isNew ? message.trace : []));
  const channel = deliveries[0]?.from.channel;
  if (channel !== undefined) {
    const repeated = kept.length - traces.length;
    const timed = { at: now, ms: clock.now() - now };
    observe?.({ type: 'received', outcome: 'kept', channel, traces, repeated, ...timed });
  }
  return traces.length;
}

/** Shorter texts are greetings, commands and answers more often than claims. */
const LEAST_CLAIM = 40;

function isLikelyClaim({ text, media }: Pick<Message, 'text' | 'media'>): boolean {
  return text.length >= LEAST_CLAIM && !media;
}

/** The text without control and direction marks that could disguise it, cut at the limit. */
export function cleanText(text: string): string {
  return (
    text
      .slice(0, MAX_TEXT)
      .replace(/\r\n?/g, '\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to remove
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
      .toWellFormed()
  );
}

/** All that is kept of messages in a group: that one came today, so that it is told of the private chat once a day; nothing where no answer is expected, or none any more. */
export function heardInGroup(
  { channel, account, chat }: Pick<Address, 'channel' | 'account' | 'chat'>,
  { kind, sentAt }: Pick<Message, 'kind' | 'sentAt'>,
  now: number,
): Delivered[] {
  if (chat === '' || kind === 'reaction' || now - sentAt > LATE_MS) return [];
  const from = { channel, account, chat, sender: chat, isGroup: true };
  const id = `group:${jakartaDay(now)}`;
  const mark = { forwarded: false, forwardingScore: 0 };
  return [{ from, message: { id, kind: 'group', text: '', sentAt, ...mark } }];
}

const LATE_MS = 3_600_000;
