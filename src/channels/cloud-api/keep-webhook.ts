import { type Delivered, receive } from '../../tipline/letters/receive.ts';
import type { Tipline } from '../../tipline/tipline.ts';
import type { CloudApi } from './cloud-api.ts';
import type { Webhook } from './read-webhook.ts';

/** Keeps everything that a webhook tells, in an order in which nobody's words go astray. */
export async function keepWebhook(
  tipline: Tipline,
  channel: CloudApi,
  { moves, deliveries, receipts, errors }: Webhook,
): Promise<void> {
  const { turns, outbox } = tipline.store;
  for (const { known, fresh } of moves) await turns.linkAddress(known, fresh);
  const fresh = await receive(tipline, deliveries);
  await outbox.note(receipts);
  for (const code of errors) channel.heed(code);
  if (fresh > 0) for (const id of lastOfEach(deliveries)) void channel.markRead(id); // never fails
}

/** The latest message of each citizen; marking it marks those before it. */
function lastOfEach(deliveries: readonly Delivered[]): Iterable<string> {
  return new Map(deliveries.map(({ from, message }) => [from.sender, message.id])).values();
}
