import { type Address, MAX_TEXT, type Media, type Message } from './message.ts';
import type { Tipline } from './tipline.ts';

/** A message as a channel hands it over, with the bytes of its file. */
export interface Delivered {
  from: Address;
  message: Omit<Message, 'type'>;
  file?: { media: Media; bytes: Uint8Array };
}

/** Keeps messages before anything else happens to them, then wakes the citizens' turns; tells how many are new. */
export async function receive(tipline: Tipline, deliveries: readonly Delivered[]): Promise<number> {
  const citizens = new Set<string>();
  let kept = 0;
  for (const delivered of deliveries) {
    const { citizen, isNew } = await keep(tipline, delivered);
    citizens.add(citizen);
    if (isNew) kept += 1;
  }
  for (const citizen of citizens) tipline.jobs.wake({ type: 'turn', citizen });
  return kept;
}

async function keep({ store, clock }: Tipline, { from, message, file }: Delivered) {
  const now = clock.now();
  if (file) await store.media.keep(file.media, file.bytes, now);
  const media = file ? { media: file.media } : {};
  const kept: Message = { ...message, ...media, type: 'message', text: cleanText(message.text) };
  return store.turns.keepMessage(from, kept, now);
}

/** The text without control and direction marks that could disguise it, cut at the limit. */
export function cleanText(text: string): string {
  return (
    text
      .slice(0, MAX_TEXT)
      .replace(/\r\n?/g, '\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is to be removed
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
      .toWellFormed()
  );
}
