import { z } from 'zod';

/** One row of a list that an action found, as the citizen sees it. */
export const listItemSchema = z.object({ id: z.string(), label: z.string() });
export type ListItem = z.infer<typeof listItemSchema>;

/** Values that actions store in a frame for later states: words, numbers and lists. */
export const valueSchema = z.union([z.string(), z.number(), z.array(listItemSchema)]);
export type Value = z.infer<typeof valueSchema>;
export type Values = Readonly<Record<string, Value>>;

const frameSchema = z.object({
  flow: z.string(),
  state: z.string(),
  muddles: z.number().int(),
  values: z.record(z.string(), valueSchema),
});

/** State of a conversation: suspended frames first, the open one last; empty if idle. */
export const conversationSchema = z.object({ frames: z.array(frameSchema) });

export type Frame = Readonly<z.infer<typeof frameSchema>>;
export interface Conversation {
  readonly frames: readonly Frame[];
}

/** Conversation without an open frame. */
export const idle: Conversation = { frames: [] };

/** Returns the open frame, if any. */
export function openFrame(conversation: Conversation): Frame | undefined {
  return conversation.frames.at(-1);
}
