import type { Job } from '../ports/jobs.ts';

/** Returns the key under which two jobs must not run at the same time. */
export function keyOf({ type, citizen, place = '' }: Job): string {
  return `${type}:${place}:${citizen}`;
}
