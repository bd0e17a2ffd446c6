import { z } from 'zod';
import type { PublishedFactCheck } from '../../tipline/fact-check.ts';
import type { Tipline } from '../../tipline/tipline.ts';

const versionSchema = z.object({
  version: z.number(),
  verdict: z.string(),
  title: z.string(),
  summary: z.string().optional(),
  url: z.string().optional(),
});

/** A fact-check as it was until somebody corrected it. */
export interface OldVersion extends z.infer<typeof versionSchema> {
  at: number;
  by: string;
}

/** Keeps what a fact-check said before it was corrected, in the history under its id. */
export async function keepVersion(
  { store, clock }: Pick<Tipline, 'store' | 'clock'>,
  { id, version, verdict, title, summary, url }: PublishedFactCheck,
  by: string,
): Promise<void> {
  const what = `replaced ${JSON.stringify({ version, verdict, title, summary, url })}`;
  const history = [{ case: id, at: clock.now(), by, what }];
  await store.cases.commit({ cases: [], history });
}

/** What a fact-check said before, the latest first. */
export async function versionsOf(
  { store }: Pick<Tipline, 'store'>,
  id: string,
): Promise<OldVersion[]> {
  const history = await store.cases.history(id);
  const old = history.flatMap(({ at, by, what }) => {
    if (!what.startsWith('replaced ')) return [];
    return { ...versionSchema.parse(JSON.parse(what.slice('replaced '.length))), at, by };
  });
  return old.reverse();
}
