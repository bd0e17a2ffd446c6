import { createHash } from 'node:crypto';
import { z } from 'zod';
import { decisionSchema } from '../../domain/cases/case.ts';
import { type FactCheck, factCheckSchema } from '../../domain/fact-checks/fact-check.ts';
import { type Submission, type Submitted, type Submitting, submitChange } from './submit-change.ts';

/** A fact-check as an editor writes it down; the summary is what citizens read. */
export const writtenFactCheckSchema = factCheckSchema
  .pick({ title: true, verdict: true, org: true, url: true, publishedAt: true, article: true })
  .extend({
    summary: decisionSchema.shape.summary,
    citations: decisionSchema.shape.citations,
    narratives: z.array(z.string().trim().min(1).max(20_000)).max(20),
  });
export type WrittenFactCheck = z.infer<typeof writtenFactCheckSchema>;

/** Adds a fact-check without a case, which then answers those who forward its claim; a known one stays unchanged. */
export function addFactCheck(
  deps: Submitting,
  {
    written,
    ...asked
  }: Pick<Submission, 'by' | 'why' | 'signatories' | 'replaces'> & { written: WrittenFactCheck },
): Promise<Submitted> {
  const factCheck: FactCheck = { ...written, id: idOf(written), language: 'id' };
  return submitChange(deps, { ...asked, wanted: { type: 'new', factCheck } });
}

/** The same form, sent twice, is one fact-check. */
function idOf({ org, title, url = '' }: WrittenFactCheck): string {
  const digest = createHash('sha256').update(JSON.stringify([org, title, url]).toLowerCase());
  return `desk-${digest.digest('hex').slice(0, 24)}`;
}
