import { z } from 'zod';
import { keysOf } from '../../i18n/keys-of.ts';
import { purposeSchema } from '../stats/charge.ts';
import kindTable from './message-kinds.json' with { type: 'json' };
import newsTable from './news.json' with { type: 'json' };

/** Kinds of WhatsApp messages that Posko distinguishes. */
export const messageKinds = keysOf(kindTable);

/** A file that came with a message; the bytes lie in the media store under their hash. */
export const mediaSchema = z.object({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  mime: z.string().max(100),
  size: z.number().int().nonnegative(),
  name: z.string().max(200).optional(),
});
export type Media = z.infer<typeof mediaSchema>;

/** Where a message came from and a reply goes to, in the channel's own terms. */
export const addressSchema = z.object({
  channel: z.string(),
  account: z.string(),
  chat: z.string(),
  sender: z.string(),
  /** Whether the chat is a group; who writes in one is a citizen of its own there. */
  isGroup: z.boolean().optional(),
  /** The sender's phone number, where the sender is known by something else. */
  phone: z.string().optional(),
});
export type Address = z.infer<typeof addressSchema>;

/** What a citizen sent, the same for every channel; `text` is the caption where there is a file. */
export const messageSchema = z.object({
  type: z.literal('message'),
  id: z.string(),
  kind: z.enum(messageKinds),
  text: z.string(),
  sentAt: z.number(),
  forwarded: z.boolean(),
  forwardingScore: z.number().int().nonnegative(),
  choice: z.string().optional(),
  media: mediaSchema.optional(),
  /** Where the file can still be fetched: what the channel of that name needs to know. */
  remote: z
    .object({
      channel: z.string(),
      /** The number it was sent to; older messages have none. */
      account: z.string().optional(),
      reference: z.string().max(4000),
    })
    .optional(),
  problem: z.enum(['too-large', 'unreadable']).optional(),
  /** What leads from its arrival to its answer in the log and in traces; random, older messages have none. */
  trace: z.string().optional(),
  /** How often its sender had lost patience with the reading of the file when last told that it takes a while. */
  announced: z.number().int().optional(),
});
export type Message = z.infer<typeof messageSchema>;

/** What is announced to everyone it concerns. */
export const announcedNews = keysOf(newsTable.announced);

/** How news of a partner is worded where it is not simply the partner's word. */
export const wordings = ['recorded', 'corrected', 'more', 'reopened'] as const;

/** News for a citizen that did not start with a message of theirs. */
export const notificationSchema = z.object({
  type: z.literal('notice'),
  news: z.enum([...announcedNews, ...keysOf(newsTable.personal)]),
  factCheck: z.string().optional(),
  version: z.number().int().optional(),
  case: z.string().optional(),
  reason: z.string().optional(),
  /** Report of the citizen that it concerns, instead of a case; and the desk's step. */
  report: z.string().optional(),
  step: z.number().int().optional(),
  /** To whom it was passed on, by name and by id, and how far they are. */
  organisation: z.string().optional(),
  partner: z.string().optional(),
  status: z.string().optional(),
  /** Whether the tipline only recorded it, or the partner corrects such a record, adds words, or opens it again. */
  wording: z.enum(wordings).optional(),
  /** When a block is over, or the quiet after an answer by hand; or from when until when a breach of data lasted. */
  from: z.number().optional(),
  until: z.number().optional(),
});
export type Notification = z.infer<typeof notificationSchema>;

export const inboxItemSchema = z.discriminatedUnion('type', [messageSchema, notificationSchema]);
export type InboxItem = z.infer<typeof inboxItemSchema>;

/** A picture that is painted when it is sent: the card of a fact-check, and the version that the reply's words are of. */
export const pictureSchema = z.object({
  type: z.literal('card'),
  factCheck: z.string(),
  version: z.number().int(),
  language: z.string(),
});

/** A copy of a citizen's own data, written as it is sent; `instead` is said where it cannot go along. */
const ownDataSchema = z.object({
  type: z.literal('own-data'),
  language: z.string(),
  instead: z.string(),
});

/** A message on its way out; `id` is the same at every attempt, so a channel can send it once. */
export const replySchema = z.object({
  id: z.string(),
  text: z.string(),
  choices: z.array(z.object({ id: z.string(), label: z.string() })),
  /** The question wants a number, so the choices are named and not numbered. */
  isUnnumbered: z.literal(true).optional(),
  picture: pictureSchema.optional(),
  file: ownDataSchema.optional(),
  /** Language of the form that answers it at once, where the channel has one. */
  form: z.string().optional(),
  /** Id of the message that it answers, where others of the citizen wait. */
  quotes: z.string().optional(),
  /** The trace of the first message that it answers. */
  trace: z.string().optional(),
  /** What it is for; older ones do not say. */
  purpose: purposeSchema.optional(),
  /** Where nobody asked for it now, until when it is of use. It gives way to answers, and stays within the channel's window. */
  unaskedUntil: z.number().optional(),
});
export type Reply = z.infer<typeof replySchema>;

/** Longest text kept of one message, in characters; WhatsApp's own limit is 65,536. */
export const MAX_TEXT = 65_536;

/** Largest file kept of a message, in bytes; WhatsApp's limit for pictures, sound and film. */
export const MAX_FILE = 16 * 1024 * 1024;
