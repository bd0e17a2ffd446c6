import type { Charge } from '../../domain/stats/charge.ts';
import { readCallbackData } from './callback-data.ts';
import type { CloudStatus } from './webhook-schema.ts';

/** Calling codes (ITU-T E.164): what does not begin with one of one or two digits has three. */
const CALLING_CODE = /^(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})/;

/** What a status says of the price of its message; nothing before it is delivered, as only that is charged. */
export function readCharge(status: CloudStatus, at: number): Charge | undefined {
  const { id: key, pricing, biz_opaque_callback_data: data = '' } = status;
  const isDelivered = status.status === 'delivered' || status.status === 'read';
  if (!pricing || !isDelivered || key === '') return undefined;
  const type = pricing.type ?? 'regular';
  return {
    ...{ key, at, market: marketOf(status), category: nameOf(pricing.category ?? 'unknown') },
    type: pricing.billable !== false ? nameOf(type) : type === 'regular' ? 'free' : nameOf(type),
    purpose: readCallbackData(data).purpose,
  };
}

function marketOf({
  recipient_id: number = '',
  recipient_user_id: user = '',
}: CloudStatus): string {
  return CALLING_CODE.exec(number)?.[0] ?? /^[A-Z]{2}(?=\.)/.exec(user)?.[0] ?? 'unknown';
}

/** A word of Meta's as part of a counter's name. */
function nameOf(word: string): string {
  return word
    .toLowerCase()
    .replaceAll(/[^a-z-]/g, '-')
    .slice(0, 40);
}
