import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { SessionStore } from '../../ports/channel-session-store.ts';

const TYPE = 'sent';
const KEPT_MS = 3 * 86_400_000;
const sentSchema = z.object({
  reply: z.string(),
  text: z.string(),
  /** Whole message in WhatsApp's format, in base64, if it is more than its text. */
  message: z.string().optional(),
});
export type SentText = z.infer<typeof sentSchema>;

/** Sent replies, for phones that request them again, and to find a reply by its message. */
export class SentTexts {
  readonly #sessions: SessionStore;
  readonly #account: string;

  constructor(sessions: SessionStore, account: string) {
    this.#sessions = sessions;
    this.#account = account;
  }

  keep(id: string, sent: SentText, now: number): Promise<void> {
    const entry = { type: TYPE, id, value: JSON.stringify(sent) };
    return this.#sessions.write(this.#account, [entry], now);
  }

  async find(id: string): Promise<SentText | undefined> {
    const found = (await this.#sessions.read(this.#account, TYPE, [id])).get(id);
    return found === undefined ? undefined : sentSchema.safeParse(JSON.parse(found)).data;
  }

  /** Deletes replies that are too old for any phone to request. */
  prune(now: number): Promise<void> {
    return this.#sessions.forget(this.#account, { type: TYPE, before: now - KEPT_MS });
  }
}

/** Returns the message id of a reply: the same at every attempt, so that a phone shows it once. */
export function messageIdOf(reply: string): string {
  const digest = createHash('sha256').update(reply).digest('hex').toUpperCase();
  return `3EB0${digest.slice(0, 18)}`;
}
