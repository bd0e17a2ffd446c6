import type { Receipt } from '../../ports/channel.ts';
import type { MessagingDeps } from '../../services/messaging/messaging-deps.ts';
import { type Delivered, receive } from '../../services/messaging/receive.ts';
import type { CloudApi } from './cloud-api.ts';
import type { Failure, Webhook } from './read-webhook.ts';

/** The numbers of this process, by their ids. */
export type Numbers = ReadonlyMap<string, CloudApi>;

/** Keeps everything that a webhook tells, in an order in which nobody's words go astray. */
export async function keepWebhook(
  deps: MessagingDeps,
  numbers: Numbers,
  { moves, deliveries, receipts, failures, sent }: Webhook,
): Promise<void> {
  const { turns, outbox } = deps.store;
  for (const { known, fresh } of moves) await turns.linkAddress(known, fresh);
  const fresh = await receive(deps, deliveries);
  const ofNumber = await hearFailures(numbers, failures);
  await outbox.note(
    receipts.map((receipt) => (ofNumber.has(nameOf(receipt)) ? kept(receipt) : receipt)),
  );
  for (const { account, at } of sent) await numbers.get(account)?.hearSent(at);
  if (fresh === 0) return;
  for (const { from, message } of lastOfEach(deliveries)) {
    void numbers.get(from.account)?.markRead(message.id); // never fails
  }
}

/** Tells the numbers of failures; returns the messages that failed for a fault of their number. */
async function hearFailures(
  numbers: Numbers,
  failures: readonly Failure[],
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const { account, fault, who, reply = '', reference } of failures) {
    const isOfNumber = await numbers.get(account)?.hearFailure(fault, who);
    if (isOfNumber) found.add(nameOf({ reply, reference }));
  }
  return found;
}

function nameOf({ reply, reference }: Pick<Receipt, 'reply' | 'reference'>): string {
  return `${reply}\n${reference}`;
}

const AGAIN_MS = 60_000;

/** A reply that failed through no fault of its own is tried again, and no attempt is used up. */
function kept(receipt: Receipt): Receipt {
  const again = typeof receipt.again === 'object' ? receipt.again : { at: receipt.at + AGAIN_MS };
  return { ...receipt, again: { ...again, isTried: false } };
}

/** The latest message of each citizen; marking it marks those before it. */
function lastOfEach(deliveries: readonly Delivered[]): Iterable<Delivered> {
  return new Map(
    deliveries.map((each) => [`${each.from.account} ${each.from.sender}`, each]),
  ).values();
}
