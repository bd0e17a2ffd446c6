import { z } from 'zod';
import { factCheckSchema } from '../../domain/fact-checks/fact-check.ts';
import { type DocumentDeps, documentsOf } from '../../ports/documents.ts';
import { memorySchema, type SourceBatch } from '../../ports/fact-check-source.ts';
import type { FactCheckDeps } from './fact-check-deps.ts';
import type { Submitting } from './submit-change.ts';
import { type ImportSubmitted, submitImport } from './submit-import.ts';

const draftSchema = z.object({
  at: z.number(),
  gathered: z.object({
    source: z.string(),
    factChecks: z.array(factCheckSchema),
    same: z.number(),
    refused: z.array(z.object({ line: z.number(), reason: z.string() })),
    memory: memorySchema.optional(),
  }),
});

/** Import that waits for confirmation; `at` identifies it. */
export interface ImportDraft {
  at: number;
  gathered: SourceBatch;
}

/** A document of MongoDB may have 16 MiB. */
const MAX_CHARACTERS = 12_000_000;
const LASTS_MS = 3_600_000;
const MOST_REFUSED = 200;

type DraftDeps = DocumentDeps & Pick<FactCheckDeps, 'clock'>;

const drafts = documentsOf('import-draft', draftSchema);

/** Stores an import to confirm; replaces the reviewer's previous one. */
export async function saveDraft(
  { store, clock }: DraftDeps,
  reviewer: string,
  gathered: SourceBatch,
): Promise<'kept' | 'large'> {
  const refused = gathered.refused.slice(0, MOST_REFUSED);
  const value: ImportDraft = { at: clock.now(), gathered: { ...gathered, refused } };
  if (JSON.stringify(value).length > MAX_CHARACTERS) return 'large';
  await drafts.edit({ store }, reviewer, () => ({ value }));
  return 'kept';
}

/** Returns the import that a reviewer has yet to confirm; it expires after an hour. */
export async function readDraft({ store, clock }: DraftDeps, reviewer: string) {
  const draft = await drafts.find({ store }, reviewer);
  return draft && draft.at > clock.now() - LASTS_MS ? draft : undefined;
}

/** Deletes a reviewer's unconfirmed import. */
export async function deleteDraft({ store }: Pick<DraftDeps, 'store'>, reviewer: string) {
  const known = await store.documents.get('import-draft', reviewer);
  if (known) await store.documents.remove('import-draft', known);
}

/** Deletes expired drafts. */
export async function deleteOldDrafts({ store, clock }: DraftDeps): Promise<void> {
  for (const document of await store.documents.list('import-draft')) {
    const at = z.object({ at: z.number() }).safeParse(document.value).data?.at ?? 0;
    if (at <= clock.now() - LASTS_MS) await store.documents.remove('import-draft', document);
  }
}

/** Imports the draft that the reviewer has seen; undefined if it is gone or was replaced. */
export async function confirmDraft(
  deps: Submitting,
  { reviewer, by, at }: { reviewer: string; by: string; at: number },
): Promise<ImportSubmitted | undefined> {
  const draft = await readDraft(deps, reviewer);
  if (!draft || draft.at !== at) return undefined;
  const submitted = await submitImport(deps, {
    by,
    proposer: by,
    gathered: draft.gathered,
    isHeld: true,
  });
  await deleteDraft(deps, reviewer);
  return submitted;
}
