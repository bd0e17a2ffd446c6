import { z } from 'zod';

const words = (most: number) =>
  z.string().trim().min(1).max(most, `must have at most ${most} characters`);

/** Words on one line, without signs that steer a terminal or turn the writing around. */
export const line = (most: number) =>
  words(most).regex(/^[^\p{Cc}\p{Cf}\u2028\u2029]+$/u, 'must be one line without hidden signs');

/** Words on any number of lines, likewise. */
export const paragraph = (most: number) =>
  words(most).regex(/^(?:[^\p{Cc}\p{Cf}\u2028\u2029]|\n)+$/u, 'must have no hidden signs');
