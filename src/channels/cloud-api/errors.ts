import codes from './error-codes.json' with { type: 'json' };
import type { Fault } from './fault.ts';

/** Reaction to an error of the Cloud API. */
export type Action =
  /** The number sends too fast, or WhatsApp has a temporary fault: wait. */
  | 'slower'
  /** This citizen got too much at once. */
  | 'spare'
  /** The 24 hours since the citizen last wrote are over. */
  | 'closed'
  /** Nothing reaches this citizen before they write again. */
  | 'hold'
  /** This reply will never arrive. */
  | 'give-up'
  /** Nothing can be sent before an operator repairs the account; every reply is kept. */
  | 'pause'
  /** Fault of the reply or of the account: try again, later and later. */
  | 'retry';

/**
 * Codes and their meaning. Sources: Meta, "WhatsApp error codes",
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes (as of 2026-06-18),
 * and "Graph API error handling", https://developers.facebook.com/docs/graph-api/guides/error-handling; both read
 * from stored copies on 2026-11-26. Codes not listed are `retry`.
 */
const ACTIONS: ReadonlyMap<number, Action> = new Map(
  Object.entries(codes).flatMap(([action, meanings]) =>
    Object.keys(meanings).map((code) => [Number(code), action as Action] as const),
  ),
);

/** Object that does not exist or is hidden from us: with 100, the number itself. */
const GONE = 33;

/** Returns the reaction to an error; permissions are a range. */
export function actionFor({ code, subcode }: Pick<Fault, 'code' | 'subcode'>): Action {
  if (code >= 200 && code <= 299) return 'pause';
  if (code === 100 && subcode === GONE) return 'pause';
  return ACTIONS.get(code) ?? 'retry';
}

/** Whether a reply is lost by it, or may be. */
export function isLoss(action: Action): boolean {
  return action === 'give-up' || action === 'retry' || action === 'hold';
}

/** Whether a code may come from the account, though it reads as a reply's fault. */
export function isDoubtful(code: number): boolean {
  return OURS.has(code) || actionFor({ code }) === 'retry';
}

const OURS = new Set([100, 131008, 131009]);

/** Whether an error of the account may concern only the citizens of one country. */
export function isOfCountry(code: number): boolean {
  return code === 130497;
}

/** Whether the picture may be the cause of a refusal: the text may still get through. */
export function isPictureError({ code, subcode }: Pick<Fault, 'code' | 'subcode'>): boolean {
  return PICTURE_ERRORS.has(code) && actionFor({ code, subcode }) !== 'pause';
}

const PICTURE_ERRORS = new Set([100, 131008, 131009, 131051, 131052, 131053]);

/** Whether a requested file will never be available. */
export function isLostFile(code: number): boolean {
  return PICTURE_ERRORS.has(code) || actionFor({ code }) === 'give-up';
}

/** Whether WhatsApp lost a picture it had accepted: after a new upload, it may get through. */
export function isLostPicture(code: number): boolean {
  return code === 131052 || code === 131053;
}

/** Whether a template was refused: missing, paused, or not as approved. */
export function isTemplateError(code: number): boolean {
  return code >= 132000 && code <= 132999;
}
