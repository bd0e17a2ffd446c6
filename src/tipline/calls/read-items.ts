import type { Values } from '../../engine/conversation.ts';
import type { Message } from '../message.ts';
import type { Tipline } from '../tipline.ts';
import { idsOf, type Turn } from '../turn.ts';

/** A message in question, under the key of its letter. */
export interface Item {
  key: string;
  message: Message;
}

/** The messages that a flow is about, as far as they are still kept. */
export async function readItems(tipline: Tipline, turn: Turn, values: Values): Promise<Item[]> {
  const received = await tipline.store.turns.readMessages(turn.citizen, idsOf(values.items));
  return received.flatMap(({ key, letter }) =>
    letter.type === 'message' ? { key, message: letter } : [],
  );
}
