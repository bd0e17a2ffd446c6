import { z } from 'zod';
import { interestOf, profileSchema } from '../domain/citizens/profile.ts';

const stateSchema = z.object({ profile: profileSchema });

/** Returns the interest of a restored subscriber; null without one, or if it is unreadable. */
export function interestIn(state: unknown): string | null {
  const read = stateSchema.safeParse(state);
  return read.success ? interestOf(read.data.profile) : null;
}
