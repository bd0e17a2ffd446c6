import { readFile } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { z } from 'zod';
import { openDictionaries } from '../app/open-dictionaries.ts';
import { openEmbedder } from '../app/open-embedder.ts';
import { openReader } from '../app/open-reader.ts';
import { openMemoryStore } from '../app/open-store.ts';
import { Failure } from '../app/user-error.ts';
import { type EvidenceReader, isDebunk } from '../domain/messages/evidence.ts';
import { MAX_FILE } from '../domain/messages/message.ts';
import { parseJson } from '../domain/text/parse-json.ts';
import { FactCheckIndex } from '../services/fact-checks/fact-check-index.ts';
import { createCommand } from './create-command.ts';
import { eachLine } from './each-line.ts';
import { readStoreFile } from './import.ts';
import { complain, configFor, print } from './output.ts';

export const matchCommand = createCommand('match').action(runMatch);

async function runMatch({ store: path }: { store: string }): Promise<void> {
  const config = configFor({});
  const embedder = await openEmbedder(config);
  const dictionaries = openDictionaries(config, complain);
  const reader = openReader(config);
  const store = await openMemoryStore(await readStoreFile(path, complain, reader));
  const index = await FactCheckIndex.open(store.factChecks, { embedder, dictionaries });
  await index.embedded();
  const failed = await matchJsonLines(index, process.stdin, { print, complain, reader });
  reader?.close();
  await store.close();
  if (failed > 0) throw new Failure(`${failed} lines could not be matched`);
}

const querySchema = z.object({
  id: z.union([z.string(), z.number()]),
  text: z.string().optional(),
  caption: z.string().optional(),
  file: z.string().optional(),
  url: z.string().optional(),
});

interface Surroundings {
  print(line: string): void;
  complain(message: string): void;
  reader?: EvidenceReader | undefined;
}

/** Answers JSON lines `{id, text?, file?, url?}` with `{id, tier, offered?, matches, ms}`; returns how many lines were bad. */
export async function matchJsonLines(
  index: FactCheckIndex,
  input: Readable,
  { print, complain, reader }: Surroundings,
): Promise<number> {
  const answerLine = async (text: string) => {
    const answer = await matchLine(index, text, reader);
    if (typeof answer === 'string') return answer;
    print(JSON.stringify(answer));
    return undefined;
  };
  return eachLine(input, answerLine, (line, problem) => complain(`line ${line} ${problem}`));
}

async function matchLine(index: FactCheckIndex, line: string, reader: EvidenceReader | undefined) {
  const parsed = parseJson(z.unknown(), line);
  if (parsed === undefined) return 'is not JSON';
  const read = querySchema.safeParse(parsed);
  if (!read.success) return 'needs an "id" and a "text"';
  const { id, file, text: words, caption, url } = read.data;
  const started = performance.now();
  const text = [words, caption, url].filter((part) => part !== undefined).join('\n');
  const asked = file === undefined ? { text } : await askWithFile(text, file, reader);
  if (typeof asked === 'string') return asked;
  const { tier, matches, offered } = await index.match(asked);
  const ms = Math.round((performance.now() - started) * 1000) / 1000;
  const found = matches.map((match) => ({ id: match.id, score: match.score }));
  return { id, tier, ...(offered !== undefined && { offered }), matches: found, ms };
}

/** Returns what a file adds to its text, or why it is unavailable. */
async function askWithFile(text: string, file: string, reader: EvidenceReader | undefined) {
  if (!reader) return { text };
  const bytes = await readFile(file).catch(() => undefined);
  if (!bytes) return `names ${file}, which cannot be read`;
  if (bytes.length > MAX_FILE) return `names ${file}, which has more than 16 MB`;
  const evidence = await reader.read({ mime: '', bytes });
  return { text, read: evidence.texts, files: [evidence.asked], debunks: isDebunk(evidence) };
}
