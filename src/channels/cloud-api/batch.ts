import { emptyWebhook, type Webhook } from './read-webhook.ts';

/** Stores webhooks that arrive together in one write, because each write waits for the disk. */
export class WebhookBatch {
  readonly #keep: (webhook: Webhook) => Promise<void>;
  #waiting: { webhook: Webhook; resolve(): void; reject(error: unknown): void }[] = [];

  constructor(keep: (webhook: Webhook) => Promise<void>) {
    this.#keep = keep;
  }

  /** Resolves once it is stored; rejects with the error that prevented it. */
  add(webhook: Webhook): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ webhook, resolve, reject });
      if (this.#waiting.length === 1) setImmediate(() => void this.#flush());
    });
  }

  async #flush(): Promise<void> {
    const all = this.#waiting;
    this.#waiting = [];
    try {
      await this.#keep(join(all.map(({ webhook }) => webhook)));
      for (const { resolve } of all) resolve();
    } catch {
      // A webhook that cannot be stored must not delay the others.
      await Promise.all(
        all.map(({ webhook, resolve, reject }) => this.#keep(webhook).then(resolve, reject)),
      );
    }
  }
}

/** One webhook with what all of them hold; what could not be read of each has been told already. */
function join(webhooks: readonly Webhook[]): Webhook {
  const { unknown, unread, foreign, ...lists } = emptyWebhook();
  const keys = Object.keys(lists) as (keyof typeof lists)[]; // all of them
  const all = keys.map((key) => [key, webhooks.flatMap((each): unknown[] => each[key])]);
  return { ...lists, ...Object.fromEntries(all), unknown, unread, foreign };
}
