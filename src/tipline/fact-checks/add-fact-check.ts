import { createHash } from 'node:crypto';
import { z } from 'zod';
import { decisionSchema } from '../../review/case.ts';
import { type FactCheck, factCheckSchema } from '../../review/fact-check.ts';
import { deedAt } from '../audit.ts';
import type { Tipline } from '../tipline.ts';
import type { PublishedFactCheck } from './fact-check.ts';
import { changeFactCheck } from './save-fact-checks.ts';

/** A fact-check as an editor writes it down; the summary is what citizens read. */
export const writtenFactCheckSchema = factCheckSchema
  .pick({ title: true, verdict: true, org: true, url: true, publishedAt: true })
  .extend({
    summary: decisionSchema.shape.summary,
    narratives: z.array(z.string().trim().min(1).max(20_000)).max(20),
  });
export type WrittenFactCheck = z.infer<typeof writtenFactCheckSchema>;

/** What comes of adding one; what is known already stays as it is, withdrawn or not. */
export type Added = { type: 'added' | 'known'; factCheck: PublishedFactCheck };

/** Adds a fact-check that settles no case; citizens who forward what it is about are answered at once. */
export async function addFactCheck(
  tipline: Tipline,
  { by, written }: { by: string; written: WrittenFactCheck },
): Promise<Added> {
  const { store, clock, index } = tipline;
  const next: FactCheck = { ...written, id: idOf(written), language: 'id' };
  const now = clock.now();
  const { factCheck } = changeFactCheck(undefined, next, now);
  const deeds = [deedAt(now, { by, what: 'fact-check-added', of: factCheck.id })];
  for (;;) {
    const known = await store.factChecks.get(next.id);
    if (known) return { type: 'known', factCheck: known };
    const commit = { cases: [], factChecks: [factCheck], history: [], deeds };
    if ((await store.cases.commit(commit)) === 'committed') break;
  }
  await index.follow();
  return { type: 'added', factCheck };
}

/** The same form, sent twice, is one fact-check. */
function idOf({ org, title, url = '' }: WrittenFactCheck): string {
  const digest = createHash('sha256').update(JSON.stringify([org, title, url]).toLowerCase());
  return `desk-${digest.digest('hex').slice(0, 24)}`;
}
