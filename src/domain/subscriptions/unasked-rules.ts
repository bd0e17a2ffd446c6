/** What the operator allows for unasked messages; times of day in minutes since midnight. */
export interface ReachRules {
  perDay: number;
  perWeek: number;
  /** The same on a linked device, whose number WhatsApp may block. */
  linkedPerDay: number;
  linkedPerWeek: number;
  quietFrom: number;
  quietUntil: number;
  /** When the first digest of a day goes, and over how long the others are spread. */
  morning: number;
  spreadMinutes: number;
  /** Whoever has not written for so long gets a last digest. */
  idleDays: number;
  /** Whether a template was approved by which citizens outside of the window are told that something waits. */
  hasTemplate: boolean;
}

/**
 * Two a day leave room for a warning beside a digest; a linked device stays below one a day. Figures of our own:
 * WhatsApp tells none. Citizens are erased 90 days after they last wrote, so 60 comes before that.
 */
export const defaultRules: ReachRules = {
  perDay: 2,
  perWeek: 10,
  linkedPerDay: 1,
  linkedPerWeek: 3,
  quietFrom: 20 * 60,
  quietUntil: 6 * 60,
  morning: 7 * 60,
  spreadMinutes: 120,
  idleDays: 60,
  hasTemplate: false,
};

/** What a channel allows for unasked messages to one citizen. */
export interface Way {
  perDay: number;
  perWeek: number;
  /** For how long after they last wrote a citizen can be written to freely; for ever where it is missing. */
  windowMs?: number;
  hasTemplate: boolean;
}

/** An hour less than the 24 that WhatsApp gives, so that what waits to be sent still gets through. */
const WINDOW_MS = 23 * 3_600_000;

/** What a channel of a name allows: the Cloud API has its window, a linked device stricter caps. */
export function wayOf(channel: string, rules: ReachRules): Way {
  const { perDay, perWeek, linkedPerDay, linkedPerWeek, hasTemplate } = rules;
  if (channel === 'cloud-api') return { perDay, perWeek, windowMs: WINDOW_MS, hasTemplate };
  if (channel !== 'baileys') return { perDay, perWeek, hasTemplate: false };
  return {
    perDay: Math.min(perDay, linkedPerDay),
    perWeek: Math.min(perWeek, linkedPerWeek),
    hasTemplate: false,
  };
}

/** Whether a way has room for a message every day; where it has not, no daily digest is promised. */
export function allowsDaily({ perDay, perWeek }: Way): boolean {
  return perDay >= 1 && perWeek >= 7;
}
