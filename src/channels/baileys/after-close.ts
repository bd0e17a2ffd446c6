import reasons from './close-reasons.json' with { type: 'json' };

export type AfterClose =
  /** `renew`: look up the newest version of WhatsApp Web first. */
  | { type: 'again'; ms: number; reason?: string; renew?: true }
  /** The device was removed: its keys are void, and it has to be paired again. */
  | { type: 'pair'; reason: string }
  | { type: 'stop'; reason: string };

const FIRST_MS = 1000;
const LONGEST_MS = 5 * 60_000;
const OUTDATED_MS = 60_000;
/** Where WhatsApp does not say how long a number is blocked. */
const BAN_MS = 86_400_000;
/** A timer holds no more than 24 days. */
const LONGEST_BAN_MS = 20 * BAN_MS;

/** How WhatsApp closed a connection: a code of Baileys' DisconnectReason, and how long a ban lasts. */
export interface Close {
  code?: number | undefined;
  banS?: number | undefined;
}

/** Decides what follows a close; `attempt` counts failures from 0, and `random` (0 to 1) spreads simultaneous reconnects. */
export function afterClose({ code, banS }: Close, attempt: number, random: number): AfterClose {
  const pause = Math.min(LONGEST_MS, FIRST_MS * 2 ** attempt);
  const ms = Math.round(pause * (0.5 + random / 2));
  const reason = REASONS.get(`${code}`);
  // 515: restart requested, as after pairing; 408 lost or QR not scanned, 428 closed, 503 unavailable
  if (reason === undefined) return { type: 'again', ms: code === 515 ? 0 : ms };
  if (code === 500 && attempt < BAD_SESSIONS) return { type: 'again', ms };
  if (code === 405) return { type: 'again', ms: Math.max(ms, OUTDATED_MS), reason, renew: true };
  if (code !== 402) return { type: code === 401 ? 'pair' : 'stop', reason };
  const banMs = banS === undefined ? BAN_MS : Math.min(banS * 1000, LONGEST_BAN_MS);
  return { type: 'again', ms: banMs, reason };
}

/** Codes after which an operator has something to know. */
const REASONS = new Map(Object.entries(reasons));

/** A bad session may be a server error; after this many it is not. */
const BAD_SESSIONS = 5;
