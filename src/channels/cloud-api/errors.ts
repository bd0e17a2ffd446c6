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
const ACTIONS: Readonly<Record<number, Action>> = {
  1: 'slower', // unknown error of the API
  2: 'slower', // service down
  4: 'slower', // rate of the app
  17: 'slower', // rate of the user
  32: 'slower', // rate of the page
  341: 'slower', // limit of the app
  613: 'slower', // rate of a custom limit
  80007: 'slower', // rate of the business account
  80008: 'slower', // rate of the business account
  130429: 'slower', // throughput of the number
  131000: 'slower', // something went wrong
  131016: 'slower', // service unavailable
  131057: 'slower', // the business account is in maintenance
  133004: 'slower', // server unavailable for a time
  131056: 'spare', // too many messages to one citizen
  131047: 'closed', // more than 24 hours since the citizen wrote
  131030: 'hold', // a test number, and the citizen is not on its list
  130472: 'give-up', // the citizen is part of a Meta experiment
  131021: 'give-up', // recipient and sender are the same number
  131026: 'give-up', // the citizen has told WhatsApp that they want nothing of the kind
  131050: 'give-up', // the citizen has told WhatsApp that they want nothing of the kind
  131049: 'give-up', // not delivered, for a healthy ecosystem
  131051: 'give-up', // message type not supported
  131052: 'give-up', // media could not be downloaded
  131053: 'give-up', // media could not be uploaded
  131009: 'give-up', // parameter of the wrong value: our fault
  0: 'pause', // cannot sign in
  3: 'pause', // capability or permission
  5: 'pause', // our address is not on the app's list
  10: 'pause', // permission
  33: 'pause', // the number was deleted
  101: 'pause', // the app is not known
  102: 'pause', // the signature of the request (appsecret_proof) is missing or wrong
  104: 'pause', // the signature of the request (appsecret_proof) is missing or wrong
  190: 'pause', // access token expired
  368: 'pause', // blocked for policy violations
  803: 'pause', // the number is not known under this id
  2500: 'pause', // the path or the token is not known
  2635: 'pause', // the version of the Graph API is over
  130497: 'pause', // the account may not write to this country
  131005: 'pause', // access denied
  131031: 'pause', // account locked
  131037: 'pause', // the display name of the number is not approved
  131042: 'pause', // payment
  131045: 'pause', // the number's certificate
  131048: 'pause', // spam limit
  131055: 'pause', // the method is not allowed for this account
  133006: 'pause', // the number has to be verified again
  133010: 'pause', // the number is not registered
};

/** Object that does not exist or is hidden from us: with 100, the number itself. */
const GONE = 33;

/** Returns the reaction to an error; permissions are a range. */
export function actionFor({ code, subcode }: Pick<Fault, 'code' | 'subcode'>): Action {
  if (code >= 200 && code <= 299) return 'pause';
  if (code === 100 && subcode === GONE) return 'pause';
  return ACTIONS[code] ?? 'retry';
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
