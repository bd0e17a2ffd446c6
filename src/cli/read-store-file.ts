import type { FactCheck } from '../domain/fact-checks/fact-check.ts';
import type { EvidenceReader } from '../domain/messages/evidence.ts';
import { readFactChecks } from './read-fact-checks.ts';

/** Reads all fact-checks of a file; prints refused ones on stderr, and fails without any. */
export async function readStoreFile(
  path: string,
  complain: (message: string) => void,
  reader?: EvidenceReader,
): Promise<FactCheck[]> {
  const factChecks: FactCheck[] = [];
  for await (const row of readFactChecks(path, { reader })) {
    if (row.type === 'read') factChecks.push(row.factCheck);
    else complain(`${path}:${row.line} refused: ${row.reason}`);
  }
  if (factChecks.length === 0) throw new Error(`${path} holds no fact-check that could be read`);
  return factChecks;
}
