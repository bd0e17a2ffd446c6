import { z } from 'zod';
import { findProvince } from '../text/province.ts';
import { readWhen } from '../time/parse-when.ts';

/** What a citizen answered to a question of a flow that keeps it; personal data is masked in `text`. */
export const savedAnswerSchema = z.object({
  name: z.string(),
  /** How it was given, or what it was read as: text, a choice, a province, a date or files. */
  kind: z.string(),
  /** A choice by its name in the flows, a date in ISO form; of files the words that came with them. */
  text: z.string(),
  files: z.array(z.object({ sha256: z.string(), mime: z.string() })).optional(),
  at: z.number(),
});
export type SavedAnswer = z.infer<typeof savedAnswerSchema>;

/** Nothing that is asked for lies further back. */
const EARLIEST = '1900-01-01';

/** The province or the day (ISO) that an answer names; undefined where it names none. */
export function readAnswer(wants: 'province' | 'date', text: string, now: number) {
  if (wants === 'province') return findProvince(text);
  const day = readWhen(text, { now, zone: 'WIB' });
  return day !== undefined && day >= EARLIEST ? day : undefined;
}
