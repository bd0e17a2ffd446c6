import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { openMemoryStore } from '../../src/app/open-store.ts';
import { matchJsonLines } from '../../src/cli/match.ts';
import type { PublishedFactCheck } from '../../src/domain/fact-checks/published-fact-check.ts';
import type { EvidenceReader } from '../../src/domain/messages/evidence.ts';
import { createFileReader, type FileReader } from '../../src/media/reading/file-reader.ts';
import { toClaimFile } from '../../src/services/fact-checks/claim-files.ts';
import { FactCheckIndex } from '../../src/services/fact-checks/fact-check-index.ts';
import { aFactCheck, aFolder } from './builders.ts';

/** A reader of files as the post has it, in a process of its own. */
export function aFileReader(): FileReader {
  return createFileReader({ processes: 2, timeoutMs: 60_000, idleMs: 60_000, environment: {} });
}

/** A fact-check that is known by a file, and by the words in it. */
export async function aKnownFile(
  reader: EvidenceReader,
  file: Uint8Array,
  changes: Partial<PublishedFactCheck> = {},
): Promise<PublishedFactCheck> {
  const evidence = await reader.read({ mime: '', bytes: file });
  const kept = toClaimFile(createHash('sha256').update(file).digest('hex'), evidence);
  const words = evidence.texts.map(({ text }) => text);
  const factCheck = aFactCheck(changes);
  const narratives = [...(changes.narratives ?? []), ...words];
  return { ...factCheck, narratives, files: kept ? [kept] : [] };
}

/** Answers files as `posko match` does: the tier, and the fact-check found first. */
export async function aMatcherOf(reader: FileReader, factChecks: readonly PublishedFactCheck[]) {
  const store = await openMemoryStore(factChecks);
  const index = await FactCheckIndex.open(store.factChecks);
  const folder = aFolder();
  return async (file: Uint8Array, text = ''): Promise<[tier: string, id: string | undefined]> => {
    const path = join(folder, 'berkas');
    writeFileSync(path, file);
    const lines: string[] = [];
    const line = JSON.stringify({ id: 1, text, file: path });
    await matchJsonLines(index, Readable.from([line]), {
      print: (printed) => lines.push(printed),
      complain: (problem) => lines.push(problem),
      reader,
    });
    const { tier, matches } = JSON.parse(lines[0] ?? '');
    return [tier, tier === 'none' ? undefined : matches[0]?.id];
  };
}
