import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Store } from '../../ports/store.ts';

/** What is remembered of a source. */
export const memorySchema = z.object({
  etag: z.string().optional(),
  lastModified: z.string().optional(),
  /** What each fact-check was when it was last taken from there. */
  rows: z.record(z.string(), z.string()),
});
export type SourceMemory = z.infer<typeof memorySchema>;

/** What was last taken from a source, so that asking again is cheap and undoes no reviewer's change. */
export async function readMemory(
  papers: Pick<Store['papers'], 'get'>,
  source: string,
): Promise<SourceMemory> {
  const paper = await papers.get('import-memory', idOf(source));
  return memorySchema.catch({ rows: {} }).parse(paper?.value);
}

/** Remembers what was taken; of two who take at once, one of them is remembered. */
export async function keepMemory(
  papers: Store['papers'],
  source: string,
  value: SourceMemory,
): Promise<void> {
  const id = idOf(source);
  const known = await papers.get('import-memory', id);
  await papers.put('import-memory', { id, revision: known?.revision ?? 0, value });
}

function idOf(source: string): string {
  return createHash('sha256').update(source).digest('hex').slice(0, 32);
}
