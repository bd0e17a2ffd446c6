import type { Announcement } from '../messages/announcement.ts';
import { citedSchema } from './citation.ts';
import type { FactCheck } from './fact-check.ts';
import type { PublishedFactCheck } from './published-fact-check.ts';

/** Result of saving a fact-check: its next version, and whom to notify. */
export interface FactCheckChange {
  type: 'new' | 'same' | 'changed' | 'corrected';
  factCheck: PublishedFactCheck;
  announcement?: Announcement;
}

/** What of a joint statement nobody changes without the signatures of all, as text; copies of its sources are saved later. */
export function signedWords(known: FactCheck): string {
  const { title, claim, summary, explanation, article, verdict, org, url, noSource } = known;
  const sources = known.citations?.map((each) => citedSchema.parse(each));
  const words = [title, claim, summary, explanation, article, verdict, org, url, noSource];
  return JSON.stringify([words, sources]);
}

/** Compares with the one known: another verdict or summary is a correction, and so is all that was signed again; what was withdrawn stays so. */
export function changeFactCheck(
  known: PublishedFactCheck | undefined,
  stated: FactCheck,
  now: number,
  signed?: PublishedFactCheck['signatories'],
): FactCheckChange {
  const fresh = signed && { signatories: signed };
  if (!known)
    return { type: 'new', factCheck: { ...stated, ...fresh, version: 1, changedAt: now } };
  // A source that names no files says nothing of those that the desk has added.
  const next = known.files ? { files: known.files, ...stated } : stated;
  const { version, changedAt: _, retracted, from, signatories, ...before } = known;
  const isUnsigned = signatories && signedWords(before) !== signedWords(next);
  const isSame = JSON.stringify(sorted(before)) === JSON.stringify(sorted(next));
  const isKept = signed === undefined && (isUnsigned || isSame);
  if (retracted !== undefined || isKept) return { type: 'same', factCheck: known };
  const origin = { ...(from && { from }), ...(signatories && { signatories }), ...fresh };
  const isOther = before.verdict !== next.verdict || before.summary !== next.summary;
  const isCorrected = isOther || signed !== undefined;
  if (!isCorrected)
    return { type: 'changed', factCheck: { ...origin, ...next, version, changedAt: now } };
  const factCheck = { ...origin, ...next, version: version + 1, changedAt: now };
  const about = { factCheck: next.id, version: factCheck.version };
  const id = `${next.id}:${factCheck.version}`;
  const announcement: Announcement = { id, news: 'correction', ...about };
  return { type: 'corrected', factCheck, announcement };
}

function sorted(factCheck: FactCheck): unknown {
  return Object.entries(factCheck)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}
