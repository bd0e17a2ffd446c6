/** What an error of the Cloud API asks of us. */
export type Action =
  /** Try again later: the rate or a passing fault. */
  | 'later'
  /** Only this citizen has had too much at once. */
  | 'slower'
  /** The 24 hours since the citizen last wrote are over. */
  | 'closed'
  /** This reply will never arrive. */
  | 'give-up'
  /** Nothing will be sent before an operator has mended the account. */
  | 'pause';

/**
 * Codes and their meaning: https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes
 * (verified 2026-11-24, from stored copies).
 */
const ACTIONS: Readonly<Record<number, Action>> = {
  1: 'later', // unknown error
  2: 'later', // service down
  4: 'later', // rate of the app
  80007: 'later', // rate of the business account
  130429: 'later', // throughput of the number
  131000: 'later', // something went wrong
  131016: 'later', // service unavailable
  131056: 'slower', // too many messages to one citizen
  131047: 'closed', // more than 24 hours since the citizen wrote
  131026: 'give-up', // undeliverable
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

/** What to do about an error code; permissions are a range, and an unknown code may pass. */
export function actionFor(code: number): Action {
  if (code >= 200 && code <= 299) return 'pause';
  return ACTIONS[code] ?? 'later';
}
