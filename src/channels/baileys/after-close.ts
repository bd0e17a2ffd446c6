/** Reaction to a connection that WhatsApp closed. */
export type AfterClose =
  /** `renew`: look up the newest version of WhatsApp Web first. */
  | { type: 'again'; ms: number; reason?: string; renew?: true }
  /** The device was removed: its keys are void, and it has to be paired again. */
  | { type: 'pair'; reason: string }
  | { type: 'stop'; reason: string };

const FIRST_MS = 1000;
const LONGEST_MS = 5 * 60_000;
const OUTDATED_MS = 60_000;

/**
 * Decides by the code of Baileys' DisconnectReason, undefined if there was none; `attempt` counts
 * failures in a row from 0, and `random` (0 to 1) spreads simultaneous reconnects.
 */
export function afterClose(code: number | undefined, attempt: number, random: number): AfterClose {
  const pause = Math.min(LONGEST_MS, FIRST_MS * 2 ** attempt);
  const ms = Math.round(pause * (0.5 + random / 2));
  switch (code) {
    case 515: // restart requested, as after pairing
      return { type: 'again', ms: 0 };
    case 401:
      return { type: 'pair', reason: 'the device was removed in WhatsApp; pair it again' };
    case 403:
      return { type: 'stop', reason: 'WhatsApp has blocked the number' };
    case 405: {
      const reason = 'WhatsApp calls this version too old; update Posko';
      return { type: 'again', ms: Math.max(ms, OUTDATED_MS), reason, renew: true };
    }
    case 440:
      return { type: 'stop', reason: 'another connection has taken over the device' };
    case 500:
      if (attempt < BAD_SESSIONS) return { type: 'again', ms };
      return { type: 'stop', reason: 'WhatsApp refuses the saved session; pair the device again' };
    default: // 408 lost or QR not scanned, 411, 428 closed, 503 unavailable, none
      return { type: 'again', ms };
  }
}

/** A bad session may be a server error; after this many it is not. */
const BAD_SESSIONS = 5;
