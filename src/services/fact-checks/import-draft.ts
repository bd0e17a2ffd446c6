import { z } from 'zod';
import { factCheckSchema } from '../../domain/fact-checks/fact-check.ts';
import { memorySchema, type SourceBatch } from '../../ports/fact-check-source.ts';
import type { Store } from '../../ports/store.ts';
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

/** What somebody means to import and has not confirmed; `at` names it. */
export interface ImportDraft {
  at: number;
  gathered: SourceBatch;
}

/** A document of MongoDB may have 16 MiB. */
const MAX_CHARACTERS = 12_000_000;
const LASTS_MS = 3_600_000;
const MOST_REFUSED = 200;

type Drafting = Pick<FactCheckDeps, 'clock'> & { store: Pick<Store, 'documents'> };

/** Stores an import to confirm; replaces the reviewer's previous one. */
export async function saveDraft(
  { store, clock }: Drafting,
  reviewer: string,
  gathered: SourceBatch,
): Promise<'kept' | 'large'> {
  const refused = gathered.refused.slice(0, MOST_REFUSED);
  const value: ImportDraft = { at: clock.now(), gathered: { ...gathered, refused } };
  if (JSON.stringify(value).length > MAX_CHARACTERS) return 'large';
  for (;;) {
    const known = await store.documents.get('import-draft', reviewer);
    const document = { id: reviewer, revision: known?.revision ?? 0, value };
    if ((await store.documents.put('import-draft', document)) === 'saved') return 'kept';
  }
}

/** What a reviewer has not confirmed yet; gone after an hour. */
export async function readDraft(
  { store, clock }: Drafting,
  reviewer: string,
): Promise<ImportDraft | undefined> {
  const read = draftSchema.safeParse((await store.documents.get('import-draft', reviewer))?.value);
  return read.success && read.data.at > clock.now() - LASTS_MS ? read.data : undefined;
}

/** Forgets what was not confirmed. */
export async function deleteDraft({ store }: Pick<Drafting, 'store'>, reviewer: string) {
  const known = await store.documents.get('import-draft', reviewer);
  if (known) await store.documents.remove('import-draft', known);
}

/** Forgets every draft that is past its time. */
export async function deleteOldDrafts({ store, clock }: Drafting): Promise<void> {
  for (const document of await store.documents.list('import-draft')) {
    const at = z.object({ at: z.number() }).safeParse(document.value).data?.at ?? 0;
    if (at <= clock.now() - LASTS_MS) await store.documents.remove('import-draft', document);
  }
}

/** Takes in what was seen in the preview; undefined where it is gone, or another one stands in its place. */
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
