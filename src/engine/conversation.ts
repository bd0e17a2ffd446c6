import { z } from 'zod';

/** One row of a list that a call found, as the citizen will see it. */
export const listItemSchema = z.object({ id: z.string(), label: z.string() });
export type ListItem = z.infer<typeof listItemSchema>;

/** What calls leave in a frame for later states: words, numbers and lists to choose from. */
export const valueSchema = z.union([z.string(), z.number(), z.array(listItemSchema)]);
export type Value = z.infer<typeof valueSchema>;
export type Values = Readonly<Record<string, Value>>;

const frameSchema = z.object({
  flow: z.string(),
  state: z.string(),
  muddles: z.number().int(),
  values: z.record(z.string(), valueSchema),
});

/** Where a conversation stands: frames put aside below, the open one last; empty when idle. */
export const conversationSchema = z.object({ frames: z.array(frameSchema) });

export type Frame = Readonly<z.infer<typeof frameSchema>>;
export interface Conversation {
  readonly frames: readonly Frame[];
}

/** A conversation with nothing open. */
export const idle: Conversation = { frames: [] };

/** The open frame, if any. */
export function openFrame(conversation: Conversation): Frame | undefined {
  return conversation.frames.at(-1);
}
