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

/** Contents of one webhook. */
export interface Webhook {
  deliveries: Delivered[];
  receipts: Receipt[];
  /** Citizens with a new address. */
  moves: { known: Address; fresh: Address }[];
  /** Errors of failed messages, for the health of their number. */
  failures: Failure[];
  /** When messages left WhatsApp for their citizens, for the health of their number. */
  sent: { account: string; at: number }[];
  /** Number of entries that could not be read. */
  unread: number;
  /** Number of entries for other numbers. */
  foreign: number;
}

/** Error in a receipt, and whom it concerns. */
export interface Failure {
  account: string;
  fault: Fault;
  /** Citizen or id of the message. */
  who: string;
  reply: string | undefined;
  reference: string;
}

/** Context for reading a webhook. */
interface Reading {
  accounts: readonly string[];
  now: number;
}

/** Reads every entry, change, message and status of a webhook; throws if its shell is invalid. */
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

/** Keeps the sender of a message with unknown contents, so that they get an answer. */
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

/** Returns the address of a citizen: the permanent id, and the phone number if known. */
function addressOf(
  account: string,
  userId: string | undefined,
  phone: string | undefined,
): Address | undefined {
  // If Meta hides a number, the user's id may replace it.
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

/** A failure without an error may be temporary. */
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
