import { z } from 'zod';
import type { SubscriptionDeps } from './subscription-deps.ts';

const markSchema = z.object({ by: z.string(), at: z.number() });

/** Warning of a decided claim: proposed, sent (public only from `until`), or undone. */
const warningSchema = z.object({
  ticket: z.string(),
  interests: z.array(z.string()),
  proposed: markSchema,
  sent: markSchema.extend({ until: z.number() }).optional(),
  takenBack: markSchema.optional(),
});
export type Warning = z.infer<typeof warningSchema>;

/** Stored warning, under its fact-check. */
export interface StoredWarning extends Warning {
  factCheck: string;
  revision: number;
}

type Keeping = { store: Pick<SubscriptionDeps['store'], 'documents'> };

/** The warning of a fact-check, if there ever was one. */
export async function readWarningOf(
  { store }: Keeping,
  factCheck: string,
): Promise<StoredWarning | undefined> {
  const document = await store.documents.get('warning', factCheck);
  const warning = warningSchema.safeParse(document?.value);
  if (!document || !warning.success) return undefined;
  return { ...warning.data, factCheck, revision: document.revision };
}

/** All warnings, the latest first. */
export async function listWarnings({ store }: Keeping): Promise<StoredWarning[]> {
  const documents = await store.documents.list('warning');
  return documents
    .flatMap(({ id, revision, value }): StoredWarning[] => {
      const warning = warningSchema.safeParse(value);
      return warning.success ? [{ ...warning.data, factCheck: id, revision }] : [];
    })
    .sort((a, b) => b.proposed.at - a.proposed.at);
}

/** Keeps a warning against the revision that was read; false where somebody else was faster. */
export async function saveWarning(
  { store }: Keeping,
  { factCheck, revision, ...value }: StoredWarning,
): Promise<boolean> {
  return (await store.documents.put('warning', { id: factCheck, revision, value })) === 'saved';
}
