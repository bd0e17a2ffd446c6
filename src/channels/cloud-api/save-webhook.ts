import { countCharge } from '../../domain/stats/charge.ts';
import type { Receipt } from '../../ports/channel.ts';
import type { MessagingDeps } from '../../services/messaging/messaging-deps.ts';
import { noteNotice } from '../../services/messaging/number-notices.ts';
import { type Delivered, receive } from '../../services/messaging/receive.ts';
import type { CloudApi } from './cloud-api.ts';
import type { Failure, Webhook } from './read-webhook.ts';

/** Numbers of this process, by id. */
export type Numbers = ReadonlyMap<string, CloudApi>;

/** Stores everything from a webhook, in an order that loses no message. */
export async function keepWebhook(
  deps: MessagingDeps,
  numbers: Numbers,
  { moves, deliveries, receipts, failures, sent, charges, notices, optOuts }: Webhook,
): Promise<void> {
  const { turns, outbox } = deps.store;
  for (const notice of notices) await noteNotice(deps, notice);
  if (notices.length > 0) for (const number of numbers.values()) number.lookAgain();
  for (const { known, fresh } of moves) await turns.linkAddress(known, fresh);
  const fresh = await receive(deps, deliveries);
  const ofNumber = await hearFailures(numbers, failures);
  await outbox.note(
    receipts.map((receipt) => (ofNumber.has(nameOf(receipt)) ? kept(receipt) : receipt)),
  );
  if (charges.length > 0) {
    await deps.store.figures.countOnce(charges.map(countCharge), deps.clock.now());
  }
  for (const optOut of optOuts) await unsubscribe(deps, optOut);
  for (const { account, at } of sent) await numbers.get(account)?.hearSent(at);
  if (fresh === 0) return;
  for (const { from, message } of lastOfEach(deliveries)) {
    void numbers.get(from.account)?.markRead(message.id); // never fails
  }
}

/** Ends the digests of a citizen who has stopped them on WhatsApp; what they ask for still comes. */
async function unsubscribe(
  { store, jobs, clock }: MessagingDeps,
  { from, at }: Webhook['optOuts'][number],
): Promise<void> {
  const citizen = await store.turns.citizenAt(from);
  if (citizen === undefined) return;
  const notice = { type: 'notice', news: 'unsubscribed' } as const;
  const entry = { key: `unsubscribed:${at}`, notice, at: clock.now() };
  if (await store.turns.keepNotice(citizen, entry)) jobs.wake({ type: 'turn', citizen });
}

/** Reports failures to the numbers; returns the messages that failed because of their number. */
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

/** Makes a reply that failed through no fault of its own retry without using an attempt. */
function kept(receipt: Receipt): Receipt {
  const again = typeof receipt.again === 'object' ? receipt.again : { at: receipt.at + AGAIN_MS };
  return { ...receipt, again: { ...again, isTried: false } };
}

/** Returns the latest message of each citizen; marking it marks the previous ones. */
function lastOfEach(deliveries: readonly Delivered[]): Iterable<Delivered> {
  return new Map(
    deliveries.map((each) => [`${each.from.account} ${each.from.sender}`, each]),
  ).values();
}
