import { z } from 'zod';
import { type AuditInput, auditEventAt } from '../../domain/accounts/audit-event.ts';
import { citedSchema, MOST_CITATIONS } from '../../domain/fact-checks/citation.ts';
import { factCheckSchema } from '../../domain/fact-checks/fact-check.ts';
import { signingSchema } from '../../domain/fact-checks/signing.ts';
import { type DocumentDeps, documentsOf, type Stored } from '../../ports/documents.ts';

/** What of a fact-check can be corrected; in whose name it was given cannot. */
const correctionSchema = factCheckSchema
  .pick({ verdict: true, title: true, summary: true, url: true, article: true, files: true })
  .partial()
  .extend({
    citations: z.array(citedSchema).max(MOST_CITATIONS).optional(),
    narratives: factCheckSchema.shape.narratives.unwrap().optional(),
  });

/** Something that would change what citizens are told, apart from the verdict on a case. */
export const wantedSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('new'), factCheck: factCheckSchema }),
  z.object({ type: z.literal('correct'), id: z.string(), changes: correctionSchema }),
  z.object({ type: z.literal('retract'), id: z.string() }),
  z.object({ type: z.literal('import'), source: z.string(), factChecks: z.array(factCheckSchema) }),
]);
export type Wanted = z.infer<typeof wantedSchema>;

const markSchema = z.object({ by: z.string(), at: z.number() });

const changeSchema = signingSchema.extend({
  wanted: wantedSchema,
  /** The version of each fact-check that was there when it was asked for, by id. */
  versions: z.record(z.string(), z.number()),
  by: z.string(),
  at: z.number(),
  why: z.string().optional(),
  /** The words that organisations were asked to sign; see `signedWords`. */
  words: z.string().optional(),
  approved: markSchema.optional(),
  /** When it becomes valid and public, until then undo is possible; missing before a review. */
  until: z.number().optional(),
  /** Whether it is being applied, after which it cannot be undone. */
  isBegun: z.boolean().optional(),
});

/** A change that waits for a second person, or for the end of the time in which it can be undone. */
export type StoredChange = Stored<z.infer<typeof changeSchema>>;

const changes = documentsOf('change', changeSchema);

/** Lists all waiting changes, the oldest first. */
export async function listChanges(deps: DocumentDeps): Promise<StoredChange[]> {
  return (await changes.list(deps)).sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
}

/** Finds a change by its id, in any case. */
export function findChange(deps: DocumentDeps, id: string): Promise<StoredChange | undefined> {
  return changes.find(deps, id.toUpperCase());
}

export const { save: saveChange, remove: deleteChange } = changes;

export function idsOf(wanted: Wanted): string[] {
  switch (wanted.type) {
    case 'new':
      return [wanted.factCheck.id];
    case 'correct':
    case 'retract':
      return [wanted.id];
    case 'import':
      return wanted.factChecks.map(({ id }) => id);
  }
}

type Deed = Pick<AuditInput, 'by' | 'what'> & { at: number; why?: string };

/** What the audit log says of a deed done to a change. */
export function eventOf({ id, wanted, by: proposed }: StoredChange, { by, at, what, why }: Deed) {
  const [of = ''] = wanted.type === 'import' ? [wanted.source] : idsOf(wanted);
  const details = { type: wanted.type, code: id, proposed, ...(why && { why: why.slice(0, 300) }) };
  return auditEventAt(at, { by, what, of: of.slice(0, 200), details });
}
