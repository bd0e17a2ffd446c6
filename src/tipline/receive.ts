import { type Address, MAX_TEXT, type Media, type Message } from './message.ts';
import type { Tipline } from './tipline.ts';

/** A message as a channel hands it over, with the bytes of its file. */
export interface Delivered {
  from: Address;
  message: Omit<Message, 'type'>;
  file?: { media: Media; bytes: Uint8Array };
}

/** Keeps a message before anything else happens to it, then wakes the citizen's turn; a repeat stops here. */
export async function receive(
  tipline: Tipline,
  delivered: Delivered,
): Promise<'kept' | 'repeated'> {
  const { from, file } = delivered;
  const { store, clock, jobs } = tipline;
  const now = clock.now();
  if (file) await store.media.keep(file.media, file.bytes, now);
  const message: Message = {
    ...delivered.message,
    type: 'message',
    text: cleanText(delivered.message.text),
    ...(file ? { media: file.media } : {}),
  };
  const { citizen, isNew } = await store.turns.keepMessage(from, message, now);
  jobs.wake({ type: 'turn', citizen });
  return isNew ? 'kept' : 'repeated';
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
