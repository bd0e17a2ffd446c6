import type { Receipt } from '../../tipline/letters/channel.ts';
import type { Address } from '../../tipline/letters/message.ts';
import type { Delivered } from '../../tipline/letters/receive.ts';
import { actionFor, isLostPicture } from './errors.ts';
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
  /** Error codes of failed messages, for the health of the number. */
  errors: number[];
  /** How many entries could not be read. */
  unread: number;
  /** How many entries were for another number than ours. */
  foreign: number;
}

/** Reads every entry, change, message and status of a webhook; throws where its shell is not one. */
export function readWebhook(body: unknown, { account, now }: { account: string; now: number }) {
  const webhook: Webhook = {
    deliveries: [],
    receipts: [],
    moves: [],
    errors: [],
    unread: 0,
    foreign: 0,
  };
  for (const { changes } of webhookSchema.parse(body).entry) {
    for (const { field, value } of changes) {
      if (field !== 'messages') continue;
      if (value.metadata?.phone_number_id !== account) {
        webhook.foreign += 1;
        continue;
      }
      for (const sent of value.messages ?? []) takeMessage(webhook, { account, now }, sent);
      for (const status of value.statuses ?? []) takeStatus(webhook, now, status);
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
    if (from) webhook.deliveries.push({ from, message: readCloudMessage(read, now) });
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

function takeStatus(webhook: Webhook, now: number, sent: unknown): void {
  const read = cloudStatusSchema.safeParse(sent);
  if (!read.success) {
    webhook.unread += 1;
    return;
  }
  const { id, biz_opaque_callback_data: reply, timestamp, errors = [] } = read.data;
  webhook.errors.push(...errors.map(({ code }) => code));
  const state = stateOf(read.data);
  if (reply === undefined || !state) return;
  const receipt: Receipt = { reply, state, at: timeOf(timestamp, now), reference: id };
  const again = state === 'failed' ? againAfter(errors[0]?.code ?? 0, now) : undefined;
  webhook.receipts.push(again === undefined ? receipt : { ...receipt, again });
}

/** A citizen by the id that stays, with the phone number where it is told. */
function addressOf(
  account: string,
  userId: string | undefined,
  phone: string | undefined,
): Address | undefined {
  const sender = userId ?? phone;
  if (sender === undefined) return undefined;
  const address = { channel: CLOUD_API, account, chat: sender, sender };
  return userId === undefined || phone === undefined ? address : { ...address, phone };
}

function stateOf({ status }: CloudStatus): Receipt['state'] | undefined {
  if (status === 'played') return 'read';
  return status === 'sent' || status === 'delivered' || status === 'read' || status === 'failed'
    ? status
    : undefined;
}

function againAfter(code: number, now: number): Receipt['again'] {
  switch (actionFor(code)) {
    case 'closed':
      return 'when-heard';
    case 'slower':
    case 'spare':
    case 'pause':
    case 'retry':
      return { at: now + AGAIN_MS };
    case 'give-up':
      return isLostPicture(code) ? { at: now + AGAIN_MS } : undefined;
  }
}

const AGAIN_MS = 60_000;
