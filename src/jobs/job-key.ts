import type { Job } from '../tipline/ports.ts';

/** What two jobs have in common that must not run at the same time. */
export function keyOf({ type, citizen, place = '' }: Job): string {
  return `${type}:${place}:${citizen}`;
}
