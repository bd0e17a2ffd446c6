/** Our own limits, as WhatsApp publishes none; 60 days come before the erasure after 90 days of silence. */
export const defaultRules = {
  perDay: 2,
  perWeek: 10,
  /** The same for a linked device, whose number WhatsApp may block. */
  linkedPerDay: 1,
  linkedPerWeek: 3,
  quietFrom: 20 * 60,
  quietUntil: 6 * 60,
  /** When the first digest of a day is sent, and over how long the others are spread. */
  morning: 7 * 60,
  spreadMinutes: 120,
  /** After this many days of silence, a subscriber gets a last digest. */
  idleDays: 60,
  /** Whether an approved template can tell citizens outside the window that something waits. */
  hasTemplate: false,
};

/** The operator's rules for unasked messages; times of day in minutes since midnight. */
export type UnaskedRules = typeof defaultRules;

/** Limits of a channel for unasked messages to one citizen. */
export interface Way {
  perDay: number;
  perWeek: number;
  /** How long after their last message a citizen can be written to freely; always if missing. */
  windowMs?: number;
  hasTemplate: boolean;
}

/** One hour less than WhatsApp's 24, so that waiting messages still get through. */
const WINDOW_MS = 23 * 3_600_000;

/** Returns the limits of a channel: the Cloud API has a window, a linked device lower limits. */
export function wayOf(channel: string, rules: UnaskedRules): Way {
  const { perDay, perWeek, linkedPerDay, linkedPerWeek, hasTemplate } = rules;
  if (channel === 'cloud-api') return { perDay, perWeek, windowMs: WINDOW_MS, hasTemplate };
  if (channel !== 'baileys') return { perDay, perWeek, hasTemplate: false };
  return {
    perDay: Math.min(perDay, linkedPerDay),
    perWeek: Math.min(perWeek, linkedPerWeek),
    hasTemplate: false,
  };
}

/** Whether the limits allow a message every day; if not, no daily digest is offered. */
export function allowsDaily({ perDay, perWeek }: Way): boolean {
  return perDay >= 1 && perWeek >= 7;
}
