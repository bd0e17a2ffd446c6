import type { Job } from '../ports/jobs.ts';

/** What two jobs have in common that must not run at the same time. */
export function keyOf({ type, citizen, place = '' }: Job): string {
  return `${type}:${place}:${citizen}`;
}
