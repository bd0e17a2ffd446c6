import { z } from 'zod';
import type { PublishedFactCheck } from '../../domain/fact-checks/published-fact-check.ts';
import { verdictSchema } from '../../domain/fact-checks/verdicts.ts';
import type { HistoryEntry } from '../../ports/commit.ts';
import type { Store } from '../../ports/store.ts';

const versionSchema = z.object({
  version: z.number(),
  verdict: verdictSchema,
  title: z.string(),
  summary: z.string().optional(),
  url: z.string().optional(),
  /** Why it was replaced, as the public reads it. */
  why: z.string().optional(),
});

export interface OldVersion extends z.infer<typeof versionSchema> {
  at: number;
  by: string;
}

/** What a fact-check said before it was corrected, as an entry of the history under its id. */
export function replacedEntry(
  { id, version, verdict, title, summary, url }: PublishedFactCheck,
  { at, by, why }: { at: number; by: string; why?: string | undefined },
): HistoryEntry {
  const of = JSON.stringify({ version, verdict, title, summary, url, why });
  return { case: id, at, by, what: 'replaced', of };
}

/** What a fact-check said before, the latest first. */
export async function versionsOf({ store }: { store: Pick<Store, 'cases'> }, id: string) {
  const history = await store.cases.history(id);
  const old = history.flatMap(({ at, by, what, of }) => {
    if (what !== 'replaced' || of === undefined) return [];
    return { ...versionSchema.parse(JSON.parse(of)), at, by };
  });
  return old.reverse();
}
