import { type SourceMemory, sourceMemoryId } from '../../ports/fact-check-source.ts';
import type { Store } from '../../ports/store.ts';

/** Remembers what was taken; of two who take at once, one of them is remembered. */
export async function saveMemory(
  documents: Store['documents'],
  source: string,
  value: SourceMemory,
): Promise<void> {
  const id = sourceMemoryId(source);
  const known = await documents.get('import-memory', id);
  await documents.put('import-memory', { id, revision: known?.revision ?? 0, value });
}
