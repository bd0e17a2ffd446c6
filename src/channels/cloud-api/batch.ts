import type { Webhook } from './read-webhook.ts';

/** Keeps webhooks that arrive together with one write, as each write waits for the disk. */
export class WebhookBatch {
  readonly #keep: (webhook: Webhook) => Promise<void>;
  #gathering: { webhook: Webhook; kept: Promise<void> } | undefined;

  constructor(keep: (webhook: Webhook) => Promise<void>) {
    this.#keep = keep;
  }

  /** Resolves once it is kept; fails with all that were to be kept with it, to be delivered again. */
  add(webhook: Webhook): Promise<void> {
    this.#gathering ??= this.#begin();
    const { webhook: all, kept } = this.#gathering;
    all.deliveries.push(...webhook.deliveries);
    all.receipts.push(...webhook.receipts);
    all.moves.push(...webhook.moves);
    all.errors.push(...webhook.errors);
    return kept;
  }

  #begin() {
    const webhook: Webhook = { deliveries: [], receipts: [], moves: [], errors: [], unread: 0 };
    const kept = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      this.#gathering = undefined;
      return this.#keep(webhook);
    });
    return { webhook, kept };
  }
}
