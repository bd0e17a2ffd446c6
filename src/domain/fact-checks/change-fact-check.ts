import type { Announcement } from '../messages/announcement.ts';
import type { FactCheck } from './fact-check.ts';
import type { PublishedFactCheck } from './published-fact-check.ts';

/** Result of saving a fact-check: its next version, and whom to notify. */
export interface FactCheckChange {
  type: 'new' | 'same' | 'changed' | 'corrected';
  factCheck: PublishedFactCheck;
  announcement?: Announcement;
}

/** Compares with the one known: another verdict or summary is a correction; what was withdrawn stays so. */
export function changeFactCheck(
  known: PublishedFactCheck | undefined,
  stated: FactCheck,
  now: number,
): FactCheckChange {
  if (!known) return { type: 'new', factCheck: { ...stated, version: 1, changedAt: now } };
  // A source that names no files says nothing of those that the desk has added.
  const next = known.files ? { files: known.files, ...stated } : stated;
  const { version, changedAt: _, retracted, from, ...before } = known;
  if (retracted !== undefined || isSame(before, next)) return { type: 'same', factCheck: known };
  const origin = from && { from };
  const isCorrected = before.verdict !== next.verdict || before.summary !== next.summary;
  if (!isCorrected)
    return { type: 'changed', factCheck: { ...origin, ...next, version, changedAt: now } };
  const factCheck = { ...origin, ...next, version: version + 1, changedAt: now };
  const id = `${next.id}:${factCheck.version}`;
  const announcement: Announcement = {
    id,
    news: 'correction',
    factCheck: next.id,
    version: factCheck.version,
  };
  return { type: 'corrected', factCheck, announcement };
}

function isSame(a: FactCheck, b: FactCheck): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

function sorted(factCheck: FactCheck): unknown {
  return Object.entries(factCheck)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}
