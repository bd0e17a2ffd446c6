import { z } from 'zod';
import { maskDetails } from '../../domain/text/mask-details.ts';
import type { Pause } from '../../services/messaging/channel-pauses.ts';
import table from './error-codes.json' with { type: 'json' };

/**
 * Reaction to an error of the Cloud API: the number waits; this citizen is spared for a minute; the 24 hours are over;
 * the reply waits until its citizen writes; it will never arrive; nothing can be sent before an operator repairs the
 * account; or it is tried again, later and later, as the fault may be of the reply or of the account.
 */
export type Action = 'slower' | 'spare' | 'closed' | 'hold' | 'give-up' | 'pause' | 'retry';

/** What Meta says of a code, what follows from it, and what it concerns besides the message. */
interface ErrorCode {
  then: Action;
  about: string;
  /** Name of the page of Meta's documentation, by `sources` of the table. */
  from: string;
  of?: 'request' | 'media' | 'upload' | 'template' | 'country';
}

/** Every code that Meta documents, read from stored copies of its pages on 2026-11-27. */
const CODES: ReadonlyMap<number, ErrorCode> = new Map(
  Object.entries(table.codes).map(([code, row]) => [Number(code), row as ErrorCode]), // by its test
);

/** Object that does not exist or is hidden from us: with 100, the number itself. */
const GONE = 33;

/** Returns the reaction to an error: by the table, by the documented ranges, else `retry`. */
export function actionFor({ code, subcode }: Pick<Fault, 'code' | 'subcode'>): Action {
  if (code === 100 && subcode === GONE) return 'pause';
  const row = CODES.get(code);
  if (row) return row.then;
  if (code >= 200 && code <= 299) return 'pause'; // permissions
  return isTemplateError(code) ? 'hold' : 'retry';
}

/** A code as it is counted: one that Meta documents, or `other`. */
export function countedCode(code: number): string {
  return CODES.has(code) ? String(code) : 'other';
}

/** Whether a reply is lost by it, or may be. */
export function isLoss(action: Action): boolean {
  return action === 'give-up' || action === 'retry' || action === 'hold';
}

/** Whether a code may come from the account, though it reads as a reply's fault. */
export function isDoubtful(code: number): boolean {
  return CODES.get(code)?.of === 'request' || actionFor({ code }) === 'retry';
}

/** Whether an error of the account may concern only the citizens of one country. */
export function isOfCountry(code: number): boolean {
  return CODES.get(code)?.of === 'country';
}

/** Whether the picture may be the cause of a refusal: the text may still get through. */
export function isPictureError({ code, subcode }: Pick<Fault, 'code' | 'subcode'>): boolean {
  const of = CODES.get(code)?.of;
  const isOfPicture = of === 'request' || of === 'media' || of === 'upload';
  return isOfPicture && actionFor({ code, subcode }) !== 'pause';
}

/** Whether a requested file will never be available. */
export function isLostFile(code: number): boolean {
  return isPictureError({ code }) || actionFor({ code }) === 'give-up';
}

/** Whether WhatsApp lost a picture it had accepted: after a new upload, it may get through. */
export function isLostPicture(code: number): boolean {
  return CODES.get(code)?.of === 'upload';
}

/** Whether a template was refused: missing, paused, or not as approved. */
export function isTemplateError(code: number): boolean {
  return CODES.get(code)?.of === 'template' || (code >= 132000 && code <= 132999);
}

/** Error from Meta, in a response or by receipt; its words are masked. */
export type Fault = Pause['fault'];

/** Error in a Graph API response or a status webhook; unknown shapes are left out. */
const errorSchema = z.looseObject({
  code: z.coerce.number().int().nonnegative(),
  error_subcode: z.coerce.number().int().optional().catch(undefined),
  title: z.string().optional().catch(undefined),
  message: z.string().optional().catch(undefined),
  error_data: z.looseObject({ details: z.string() }).optional().catch(undefined),
  fbtrace_id: z
    .string()
    .regex(/^[\w-]{1,60}$/)
    .optional()
    .catch(undefined),
});

/** Reads an error; `said` are words that we sent and that its details must not repeat. */
export function readFault(error: unknown, said: readonly string[] = []): Fault | undefined {
  const read = errorSchema.safeParse(error);
  if (!read.success) return undefined;
  const { code, error_subcode: subcode, title, message, error_data, fbtrace_id: trace } = read.data;
  const told = error_data?.details ?? title ?? message ?? '';
  return { code, subcode, details: maskDetails(told, said) || undefined, trace };
}

/** Formats a code with its subcode, as in Meta's tables. */
export function codeOf({ code, subcode }: Fault): string {
  return subcode === undefined ? `${code}` : `${code}/${subcode}`;
}
