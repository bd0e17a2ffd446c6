import type { Address } from '../../domain/messages/message.ts';
import type { Receipt } from '../../ports/channel.ts';
import type { Delivered } from '../../services/messaging/receive.ts';
import { actionFor, isLostPicture } from './errors.ts';
import { type Fault, readFault } from './fault.ts';
import { isPhoneNumber } from './phone-number.ts';
import { CLOUD_API, readCloudMessage, timeOf } from './read-message.ts';
import {
  type CloudMessage,
  type CloudStatus,
  cloudMessageSchema,
  cloudStatusSchema,
  envelopeSchema,
  webhookSchema,
} from './webhook-schema.ts';

/** Everything that one webhook tells. */
export interface Webhook {
  deliveries: Delivered[];
  receipts: Receipt[];
  /** Citizens who now write from another address. */
  moves: { known: Address; fresh: Address }[];
  /** Errors of failed messages, for the health of their number. */
  failures: Failure[];
  /** When messages left WhatsApp for their citizens, for the health of their number. */
  sent: { account: string; at: number }[];
  /** How many entries could not be read. */
  unread: number;
  /** How many entries were for another number than ours. */
  foreign: number;
}

/** An error that a receipt tells, and whom it concerns. */
export interface Failure {
  account: string;
  fault: Fault;
  /** Whose message it was, or which. */
  who: string;
  reply: string | undefined;
  reference: string;
}

/** Whose webhook it is, and when it is read. */
interface Reading {
  accounts: readonly string[];
  now: number;
}

/** Reads every entry, change, message and status of a webhook; throws where its shell is not one. */
export function readWebhook(body: unknown, { accounts, now }: Reading): Webhook {
  const webhook: Webhook = {
    deliveries: [],
    receipts: [],
    moves: [],
    failures: [],
    sent: [],
    unread: 0,
    foreign: 0,
  };
  for (const { changes } of webhookSchema.parse(body).entry) {
    for (const { field, value } of changes) {
      if (field !== 'messages') continue;
      const account = value.metadata?.phone_number_id;
      if (account === undefined || !accounts.includes(account)) {
        webhook.foreign += 1;
        continue;
      }
      for (const sent of value.messages ?? []) takeMessage(webhook, { account, now }, sent);
      for (const status of value.statuses ?? []) takeStatus(webhook, { account, now }, status);
    }
  }
  return webhook;
}

function takeMessage(
  webhook: Webhook,
  { account, now }: { account: string; now: number },
  sent: unknown,
): void {
  const read = readShape(sent);
  if (!read) {
    webhook.unread += 1;
    return;
  }
  if (read.type === 'system') takeMove(webhook, account, read);
  else if (read.group_id === undefined) {
    const from = addressOf(account, read.from_user_id, read.from);
    if (from) webhook.deliveries.push({ from, message: readCloudMessage(read, { account, now }) });
    else webhook.unread += 1;
  }
}

/** A message whose contents are of a strange shape still has a sender, who is told so. */
function readShape(sent: unknown): CloudMessage | undefined {
  const read = cloudMessageSchema.safeParse(sent);
  if (read.success) return read.data;
  const envelope = envelopeSchema.safeParse(sent);
  return envelope.success ? { ...envelope.data, type: 'unknown' } : undefined;
}

function takeMove(webhook: Webhook, account: string, { from, system }: CloudMessage): void {
  const known = addressOf(account, system?.previous_user_id, from);
  const fresh = addressOf(account, system?.user_id, system?.wa_id);
  if (known && fresh) webhook.moves.push({ known, fresh });
}

function takeStatus(
  webhook: Webhook,
  { account, now }: { account: string; now: number },
  sent: unknown,
): void {
  const read = cloudStatusSchema.safeParse(sent);
  if (!read.success) {
    webhook.unread += 1;
    return;
  }
  const { id, biz_opaque_callback_data: reply, timestamp, errors = [] } = read.data;
  const faults = errors.flatMap((error) => readFault(error) ?? []);
  const who = read.data.recipient_user_id ?? read.data.recipient_id ?? reply ?? id;
  webhook.failures.push(...faults.map((fault) => ({ account, fault, who, reply, reference: id })));
  const state = stateOf(read.data);
  if (state === 'sent') webhook.sent.push({ account, at: timeOf(timestamp, now) });
  if (reply === undefined || !state) return;
  const receipt: Receipt = { reply, state, at: timeOf(timestamp, now), reference: id };
  const again = state === 'failed' ? againAfter(faults[0] ?? UNTOLD, now) : undefined;
  webhook.receipts.push(again === undefined ? receipt : { ...receipt, again });
}

/** A citizen by the id that stays, with the phone number where it is told. */
function addressOf(
  account: string,
  userId: string | undefined,
  phone: string | undefined,
): Address | undefined {
  // Where Meta keeps a number to itself, the id of the user may stand in its place.
  const number = isPhoneNumber(phone) ? phone : undefined;
  const sender = userId ?? phone;
  if (sender === undefined) return undefined;
  const address = { channel: CLOUD_API, account, chat: sender, sender };
  return userId === undefined || number === undefined ? address : { ...address, phone: number };
}

function stateOf({ status }: CloudStatus): Receipt['state'] | undefined {
  if (status === 'played') return 'read';
  return status === 'sent' || status === 'delivered' || status === 'read' || status === 'failed'
    ? status
    : undefined;
}

/** A failure whose error is not told may pass. */
const UNTOLD: Fault = { code: 131000 };

function againAfter(fault: Fault, now: number): Receipt['again'] {
  switch (actionFor(fault)) {
    case 'closed':
    case 'hold':
      return 'when-heard';
    case 'slower':
    case 'spare':
    case 'pause':
    case 'retry':
      return { at: now + AGAIN_MS };
    case 'give-up':
      return isLostPicture(fault.code) ? { at: now + AGAIN_MS } : undefined;
  }
}

const AGAIN_MS = 60_000;
