import type { Address, Notification } from '../../domain/messages/message.ts';
import { countCharge } from '../../domain/stats/charge.ts';
import type { Receipt } from '../../ports/channel.ts';
import { humanUntil } from '../../services/messaging/human-answer.ts';
import type { MessagingDeps } from '../../services/messaging/messaging-deps.ts';
import { noteNotice } from '../../services/messaging/number-notices.ts';
import { type Delivered, receive } from '../../services/messaging/receive.ts';
import type { CloudApi } from './cloud-api.ts';
import type { Failure, Webhook } from './read-webhook.ts';

export type Numbers = ReadonlyMap<string, CloudApi>;

/** Stores everything from a webhook, in an order that loses no message. */
export async function keepWebhook(
  deps: MessagingDeps,
  numbers: Numbers,
  { moves, deliveries, receipts, failures, sent, charges, notices, optOuts, echoes }: Webhook,
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
  for (const { from, at } of optOuts) {
    await keepNotice(deps, from, `unsubscribed:${at}`, { type: 'notice', news: 'unsubscribed' });
  }
  for (const { to, id, at } of echoes) {
    const until = at + deps.settings.humanQuietMs;
    if (until <= deps.clock.now()) continue;
    await keepNotice(deps, to, `human:${id}`, { type: 'notice', news: 'human-answer', until });
  }
  for (const { account, at } of sent) await numbers.get(account)?.hearSent(at);
  if (fresh === 0) return;
  for (const { from, message } of lastOfEach(deliveries.filter((each) => !each.from.isGroup))) {
    void markRead(deps, numbers, { from, message }).catch(() => {}); // it is only a courtesy
  }
}

/** Puts a notice into the inbox of a citizen, once; nobody has one who has never written. */
async function keepNotice(
  { store, jobs, clock }: MessagingDeps,
  to: Address,
  key: string,
  notice: Notification,
): Promise<void> {
  const citizen = await store.turns.citizenAt(to);
  if (citizen === undefined) return;
  const isNew = await store.turns.keepNotice(citizen, { key, notice, at: clock.now() });
  if (isNew) jobs.wake({ type: 'turn', citizen });
}

/** Marks a message as read, unless somebody answers by hand, who would no longer see it as new. */
async function markRead(
  { store, clock }: MessagingDeps,
  numbers: Numbers,
  { from, message }: Delivered,
): Promise<void> {
  const citizen = await store.turns.citizenAt(from);
  const state = citizen === undefined ? undefined : await store.turns.readTurn(citizen);
  if (state && humanUntil(state) > clock.now()) return;
  await numbers.get(from.account)?.markRead(message.id);
}

/** Reports failures to the numbers; returns the messages that failed because of their number. */
async function hearFailures(numbers: Numbers, failures: readonly Failure[]) {
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
