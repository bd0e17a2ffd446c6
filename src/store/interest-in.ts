import { z } from 'zod';
import { interestOf, profileSchema } from '../domain/citizens/profile.ts';

const stateSchema = z.object({ profile: profileSchema });

/** By what a restored citizen is found who is to be told something unasked; null for whoever is not, or cannot be read. */
export function interestIn(state: unknown): string | null {
  const read = stateSchema.safeParse(state);
  return read.success ? interestOf(read.data.profile) : null;
}
