/** What an error of the Cloud API asks of us. */
export type Action =
  /** The number as a whole is too fast, or WhatsApp has a passing fault: nothing goes for a while. */
  | 'slower'
  /** This citizen has had too much at once. */
  | 'spare'
  /** The 24 hours since the citizen last wrote are over. */
  | 'closed'
  /** This reply will never arrive. */
  | 'give-up'
  /** Nothing will be sent before an operator has mended the account. */
  | 'pause'
  /** Nobody here knows it: try this reply again, a few times. */
  | 'retry';

/**
 * Codes and their meaning: https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes
 * (verified 2026-11-24, from stored copies).
 */
const ACTIONS: Readonly<Record<number, Action>> = {
  1: 'slower', // unknown error of the API
  2: 'slower', // service down
  4: 'slower', // rate of the app
  80007: 'slower', // rate of the business account
  130429: 'slower', // throughput of the number
  131000: 'slower', // something went wrong
  131016: 'slower', // service unavailable
  131056: 'spare', // too many messages to one citizen
  131047: 'closed', // more than 24 hours since the citizen wrote
  131026: 'give-up', // undeliverable
  131050: 'give-up', // the citizen has told WhatsApp that they want nothing of the kind
  131049: 'give-up', // not delivered, for a healthy ecosystem
  131051: 'give-up', // message type not supported
  131052: 'give-up', // media could not be downloaded
  131053: 'give-up', // media could not be uploaded
  100: 'give-up', // invalid parameter: our fault
  131008: 'give-up', // parameter missing: our fault
  131009: 'give-up', // parameter of the wrong value: our fault
  0: 'pause', // cannot sign in
  3: 'pause', // capability or permission
  10: 'pause', // permission
  190: 'pause', // access token expired
  368: 'pause', // blocked for policy violations
  131031: 'pause', // account locked
  131042: 'pause', // payment
  131048: 'pause', // spam limit
};

/** What to do about an error code; permissions are a range. */
export function actionFor(code: number): Action {
  if (code >= 200 && code <= 299) return 'pause';
  return ACTIONS[code] ?? 'retry';
}

/** Whether it may be the picture that a message was refused for: its text may still get through. */
export function isPictureError(code: number): boolean {
  return PICTURE_ERRORS.has(code);
}

const PICTURE_ERRORS = new Set([100, 131008, 131009, 131051, 131052, 131053]);

/** Whether WhatsApp has lost a picture that it had taken: handed in anew, it may get through. */
export function isLostPicture(code: number): boolean {
  return code === 131052 || code === 131053;
}

/** Whether a template was refused: missing, paused, or not as approved. */
export function isTemplateError(code: number): boolean {
  return code >= 132000 && code <= 132999;
}
