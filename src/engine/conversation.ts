import { z } from 'zod';

/** One row of a list that an action found, as the citizen sees it. */
export const listItemSchema = z.object({ id: z.string(), label: z.string() });
export type ListItem = z.infer<typeof listItemSchema>;

/** Values that actions store in a frame for later states: words, numbers and lists. */
export const valueSchema = z.union([z.string(), z.number(), z.array(listItemSchema)]);
export type Value = z.infer<typeof valueSchema>;
export type Values = Readonly<Record<string, Value>>;

/** How an answer that is kept was given, or what it was read as. */
export const answerKinds = ['text', 'choice', 'province', 'date', 'file'] as const;
export type AnswerKind = (typeof answerKinds)[number];

/** What a question can want instead of any words: a province, a date and a file have to be there, a number need not. */
export const wantable = ['number', 'province', 'date', 'file'] as const;

/** Whether words can fail to be what a question wants. */
export function isRead(wants: string | undefined): wants is 'province' | 'date' {
  return wants === 'province' || wants === 'date';
}

/** An answer that a question keeps under a name: words, a choice, or the messages that were sent. */
const savedSchema = z.object({
  name: z.string(),
  kind: z.enum(answerKinds),
  value: z.union([z.string(), z.array(listItemSchema)]),
});
export type Saved = Readonly<z.infer<typeof savedSchema>>;

const frameSchema = z.object({
  flow: z.string(),
  state: z.string(),
  muddles: z.number().int(),
  values: z.record(z.string(), valueSchema),
  /** Answers that were kept since the frame was opened, the latest of each name. */
  saved: z.array(savedSchema).optional(),
});

/** State of a conversation: suspended frames first, the open one last; empty if idle. */
export const conversationSchema = z.object({
  frames: z.array(frameSchema),
  /** What was spoken of last, and when, for what is written on without naming it. */
  topic: z.object({ name: z.string(), at: z.number(), told: z.number().optional() }).optional(),
});

export type Frame = Readonly<z.infer<typeof frameSchema>>;
export interface Conversation {
  readonly frames: readonly Frame[];
  readonly topic?: Readonly<{ name: string; at: number; told?: number | undefined }> | undefined;
}

export const idle: Conversation = { frames: [] };

export function openFrame(conversation: Conversation): Frame | undefined {
  return conversation.frames.at(-1);
}
