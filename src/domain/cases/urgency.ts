import { z } from 'zod';

/** How soon something needs a person: at once for somebody's life, within an hour, or in its turn. Stored, so no name may change. */
export const urgencies = ['life', 'hour', 'usual'] as const;
export type Urgency = (typeof urgencies)[number];
export const urgencySchema = z.enum(urgencies);

/** Time to act on what is urgent, in milliseconds. */
export type UrgentMs = Readonly<Record<Exclude<Urgency, 'usual'>, number>>;

export const defaultUrgentMs: UrgentMs = { life: 5 * 60_000, hour: 60 * 60_000 };

/** Returns what a person said, or else the most urgent guess. */
export function urgencyOf(
  found: { urgency?: Urgency | undefined },
  guessed: readonly { urgency?: Urgency | undefined }[],
): Urgency {
  const most = urgencies.find((each) => guessed.some(({ urgency }) => urgency === each));
  return found.urgency ?? most ?? 'usual';
}

/** Orders by urgency, the most urgent first. */
export function byUrgency(a: { urgency: Urgency }, b: { urgency: Urgency }): number {
  return urgencies.indexOf(a.urgency) - urgencies.indexOf(b.urgency);
}
