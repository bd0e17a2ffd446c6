import { z } from 'zod';
import { type DocumentDeps, documentsOf, type Stored } from '../../ports/documents.ts';

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

export type StoredWarning = Stored<Warning, 'factCheck'>;

const warnings = documentsOf('warning', warningSchema, 'factCheck');

/** Finds the warning of a fact-check; writes one, alone or with a commit, against the revision that was read. */
export const { find: readWarningOf, save: saveWarning, change: changeOfWarning } = warnings;

/** Lists all warnings, the latest first. */
export async function listWarnings(deps: DocumentDeps): Promise<StoredWarning[]> {
  return (await warnings.list(deps)).sort((a, b) => b.proposed.at - a.proposed.at);
}
