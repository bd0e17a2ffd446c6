import type { z } from 'zod';
import type { NumberNotice } from '../../domain/duty/number-notice.ts';
import type { Address } from '../../domain/messages/message.ts';
import type { Charge } from '../../domain/stats/charge.ts';
import type { Receipt } from '../../ports/channel.ts';
import { type Delivered, heardInGroup } from '../../services/messaging/receive.ts';
import { readCallbackData } from './callback-data.ts';
import { actionFor, codeOf, type Fault, isLostPicture, readFault } from './errors.ts';
import { isPhoneNumber } from './phone-number.ts';
import { CLOUD_API, readCloudMessage, timeOf } from './read-message.ts';
import { readOperatorNews } from './read-operator-news.ts';
import * as wire from './webhook-schema.ts';

export interface Webhook {
  deliveries: Delivered[];
  receipts: Receipt[];
  moves: { known: Address; fresh: Address }[];
  /** Errors of failed messages, for the health of their number. */
  failures: Failure[];
  /** When messages left WhatsApp for their citizens, for the health of their number. */
  sent: { account: string; at: number }[];
  charges: Charge[];
  notices: NumberNotice[];
  /** Citizens who have stopped messages that they did not ask for, and when. */
  optOuts: { from: Address; at: number }[];
  /** What people have answered from the phone that shares the number. */
  echoes: { to: Address; id: string; at: number }[];
  unknown: string[];
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

interface Reading {
  accounts: readonly string[];
  now: number;
}

/** Reads every entry, change, message and status of a webhook; one without its shell counts as unread. */
export function readWebhook(body: unknown, { accounts, now }: Reading): Webhook {
  const webhook = emptyWebhook();
  const [shell] = readEach(webhook, [body], wire.webhookSchema);
  for (const { changes, field: outer, time = Number.NaN } of shell?.entry ?? []) {
    for (const change of changes) {
      const read = wire.changeSchema.safeParse(change).data;
      if (!read) {
        webhook.unread += 1;
        continue;
      }
      const { value } = read;
      const field = read.field ?? value.field ?? outer ?? 'messages';
      const news = readOperatorNews(field, value, timeOf(time, now));
      if (news) webhook.notices.push(news);
      else if (FIELDS.has(field)) takeChange(webhook, { accounts, now }, value);
      else webhook.unknown.push(field);
    }
  }
  return webhook;
}

/** A webhook that says nothing. */
export function emptyWebhook(): Webhook {
  return {
    ...{ deliveries: [], receipts: [], moves: [], failures: [], sent: [], charges: [] },
    ...{ notices: [], optOuts: [], echoes: [], unknown: [], unread: 0, foreign: 0 },
  };
}

/** Fields about citizens. */
const FIELDS = new Set(
  'messages user_preferences user_id_update smb_message_echoes calls'.split(' '),
);

function takeChange(webhook: Webhook, { accounts, now }: Reading, value: wire.CloudChange): void {
  const { metadata, messages = [], statuses = [], errors = [] } = value;
  for (const error of errors) takeError(webhook, now, error);
  const account = metadata?.phone_number_id;
  if (account === undefined || !accounts.includes(account)) {
    webhook.foreign += 1;
    return;
  }
  const place = { webhook, account, now };
  for (const sent of readEach(webhook, messages, wire.cloudMessageSchema)) takeMessage(place, sent);
  for (const { wa_id: from, user_id } of readEach(
    webhook,
    value.user_id_update,
    wire.idUpdateSchema,
  )) {
    const system = { previous_user_id: user_id.previous, user_id: user_id.current };
    takeMove(place, { from, system });
  }
  for (const status of readEach(webhook, statuses, wire.cloudStatusSchema))
    takeStatus(place, status);
  for (const wish of readEach(webhook, value.user_preferences, wire.preferenceSchema)) {
    const from = findAddress(place, wish.user_id, wish.wa_id);
    const at = timeOf(wish.timestamp, now);
    if (from && wish.value === 'stop') webhook.optOuts.push({ from, at });
  }
  for (const call of readEach(webhook, value.calls, wire.cloudMessageSchema)) {
    const isComing = call.event === 'connect' && call.direction !== 'BUSINESS_INITIATED';
    if (isComing) takeMessage(place, { ...call, id: `${call.id}:call`, type: 'call' });
  }
  for (const echo of readEach(webhook, value.message_echoes, wire.echoSchema)) {
    const to = findAddress(place, echo.to_user_id, echo.to);
    if (to) webhook.echoes.push({ to, id: echo.id, at: timeOf(echo.timestamp, now) });
  }
}

/** Webhook that is read, number that a change is of, and when it came. */
interface Place {
  webhook: Webhook;
  account: string;
  now: number;
}

/** Reads entries one by one, and counts those that cannot be read. */
function readEach<Entry>(
  webhook: Webhook,
  entries: readonly unknown[] = [],
  schema: z.ZodType<Entry>,
): Entry[] {
  const read = entries.flatMap((entry) => schema.safeParse(entry).data ?? []);
  webhook.unread += entries.length - read.length;
  return read;
}

/** The address of a citizen; an entry without one counts as unread. */
function findAddress({ webhook, account }: Place, userId: Name, phone: Name): Address | undefined {
  const found = addressOf(account, userId, phone);
  if (!found) webhook.unread += 1;
  return found;
}

/** An error of the account itself, which no message of ours has met. */
function takeError(webhook: Webhook, now: number, error: unknown): void {
  const fault = readFault(error);
  if (!fault) return;
  const topic = actionFor(fault) === 'pause' ? 'api-stopped' : 'api-error';
  const detail = [codeOf(fault), fault.details ?? ''].join(' ').trim();
  webhook.notices.push({ topic, of: '', detail, at: now });
}

function takeMessage(place: Place, sent: wire.CloudMessage): void {
  const { webhook, account, now } = place;
  if (sent.type === 'system') takeMove(place, sent);
  else if (typeof sent.group_id === 'string') {
    const group = { channel: CLOUD_API, account, chat: sent.group_id };
    webhook.deliveries.push(...heardInGroup(group, readCloudMessage(sent, place), now));
  } else {
    const from = findAddress(place, sent.from_user_id, sent.from);
    if (from) webhook.deliveries.push({ from, message: readCloudMessage(sent, place) });
  }
}

/** Former and new names of a citizen who has moved. */
type Move = Pick<wire.CloudMessage, 'from' | 'from_user_id' | 'system'>;

function takeMove({ webhook, account }: Place, { from, from_user_id, system }: Move): void {
  const next = system?.user_id;
  const previous = system?.previous_user_id ?? (from_user_id === next ? undefined : from_user_id);
  const known = addressOf(account, previous, from);
  const fresh = addressOf(account, next, system?.wa_id ?? system?.new_wa_id);
  if (known && fresh) webhook.moves.push({ known, fresh });
}

function takeStatus({ webhook, account, now }: Place, read: wire.CloudStatus): void {
  const { id, biz_opaque_callback_data: data = '', errors = [] } = read;
  const { id: reply } = readCallbackData(data);
  const at = timeOf(read.timestamp, now);
  const charge = readCharge(read, at);
  if (charge) webhook.charges.push(charge);
  const faults = errors.flatMap((error) => readFault(error) ?? []);
  const who = read.recipient_user_id ?? read.recipient_id ?? reply ?? id;
  webhook.failures.push(...faults.map((fault) => ({ account, fault, who, reply, reference: id })));
  const state = read.status === 'played' ? 'read' : STATES.find((each) => each === read.status);
  if (state === 'sent') webhook.sent.push({ account, at });
  if (reply === undefined || !state) return;
  const receipt: Receipt = { reply, state, at, reference: id };
  // In a group one member's failure is none of the others', who have had the message.
  const isFailed = state === 'failed' && read.recipient_type !== 'group';
  const again = isFailed ? againAfter(faults[0] ?? UNTOLD, now) : undefined;
  webhook.receipts.push(again === undefined ? receipt : { ...receipt, again });
}

type Name = string | null | undefined;

/** Returns the address of a citizen: the permanent id, and the phone number if known. */
function addressOf(account: string, userId: Name, written: Name): Address | undefined {
  const phone = written?.replace(/^\+(?=\d)/, '');
  // If Meta hides a number, the user's id may replace it.
  const number = isPhoneNumber(phone) ? phone : undefined;
  const sender = userId || phone;
  if (!sender) return undefined;
  const address = { channel: CLOUD_API, account, chat: sender, sender };
  return !userId || number === undefined ? address : { ...address, phone: number };
}

const STATES = ['sent', 'delivered', 'read', 'failed'] as const;

/** A failure without an error may be temporary. */
const UNTOLD: Fault = { code: 131000 };

function againAfter(fault: Fault, now: number): Receipt['again'] {
  const action = actionFor(fault);
  if (action === 'closed' || action === 'hold') return 'when-heard';
  const isLost = action === 'give-up' && !isLostPicture(fault.code);
  return isLost ? undefined : { at: now + AGAIN_MS };
}

const AGAIN_MS = 60_000;

/** Calling codes (ITU-T E.164): what does not begin with one of one or two digits has three. */
const CALLING_CODE = /^(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})/;

/** What a status says of the price of its message; nothing before it is delivered, as only that is charged. */
function readCharge(status: wire.CloudStatus, at: number): Charge | undefined {
  const { id, pricing, biz_opaque_callback_data: data = '' } = status;
  const isDelivered = status.status === 'delivered' || status.status === 'read';
  if (!pricing || !isDelivered || id === '') return undefined;
  const type = pricing.type ?? 'regular';
  return {
    ...{ at, ...payer(status), category: nameOf(pricing.category ?? 'unknown') },
    type: pricing.billable !== false ? nameOf(type) : type === 'regular' ? 'free' : nameOf(type),
    purpose: readCallbackData(data).purpose,
  };
}

/** Who is charged for, and where they are; in a group each member is. */
function payer({ id, recipient_id, recipient_user_id, ...status }: wire.CloudStatus) {
  const isOfGroup = status.recipient_type === 'group';
  const number = isOfGroup ? status.recipient_participant_id : recipient_id;
  const user = isOfGroup ? status.recipient_participant_user_id : recipient_user_id;
  const country = CALLING_CODE.exec(number ?? '')?.[0] ?? /^[A-Z]{2}(?=\.)/.exec(user ?? '')?.[0];
  return { key: isOfGroup ? `${id} ${user ?? number}` : id, market: country ?? 'unknown' };
}

/** A word of Meta's as part of a counter's name. */
function nameOf(word: string): string {
  return word
    .toLowerCase()
    .replaceAll(/[^a-z-]/g, '-')
    .slice(0, 40);
}
