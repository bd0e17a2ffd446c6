import { createHash } from 'node:crypto';
import { readFile, realpath, stat } from 'node:fs/promises';
import { dirname, resolve, sep } from 'node:path';
import { Failure } from '../app/user-error.ts';
import type { ClaimFile, FactCheck } from '../domain/fact-checks/fact-check.ts';
import type { EvidenceReader } from '../domain/messages/evidence.ts';
import { MAX_FILE } from '../domain/messages/message.ts';
import { type RowOptions, readRows } from '../imports/read-rows.ts';
import type { Row } from '../imports/to-row.ts';
import { toClaimFile } from '../services/fact-checks/claim-files.ts';

/** Reads fact-checks and their files from JSONL or CSV; reports bad rows instead of throwing. */
export async function* readFactChecks(path: string, { reader, ...options }: ReadOptions = {}) {
  const bytes = await readFile(path).catch(() => {
    throw new Failure(`${path} cannot be read: there is no such file, or it may not be opened`);
  });
  const format = /\.csv(?:\.gz)?$/i.test(path) ? 'csv' : 'jsonl';
  for await (const row of readRows(bytes, format, options)) {
    yield await readClaimMedia(row, dirname(resolve(path)), reader);
  }
}

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

interface ReadOptions extends RowOptions {
  reader?: EvidenceReader | undefined;
}

/** A fact-check has no more; see claimFileSchema. */
const MOST = 20;

/** Reads the files that a row names, in the folder of its own file; one that cannot be read refuses the row. */
async function readClaimMedia(
  row: Row,
  folder: string,
  reader: EvidenceReader | undefined,
): Promise<Row> {
  if (row.type === 'refused' || !row.media || !reader) return row;
  const { line, factCheck, media } = row;
  const files: ClaimFile[] = [...(factCheck.files ?? [])];
  const wordings = [...factCheck.narratives];
  for (const path of media.slice(0, MOST - files.length)) {
    const read = await readOne(path, folder, reader);
    if (typeof read === 'string')
      return { type: 'refused', line, reason: `media: ${path} ${read}` };
    if (!files.some(({ sha256 }) => sha256 === read.file.sha256)) files.push(read.file);
    wordings.push(...read.texts.filter((text) => !wordings.includes(text)));
  }
  return { type: 'read', line, factCheck: { ...factCheck, narratives: wordings, files } };
}

async function readOne(path: string, folder: string, reader: EvidenceReader) {
  const found = await realpath(resolve(folder, path)).catch(() => undefined);
  if (!found) return 'is not there';
  if (!found.startsWith(`${await realpath(folder)}${sep}`)) return 'lies outside of its folder';
  const { size } = await stat(found);
  if (size > MAX_FILE) return `has more than ${MAX_FILE / 1024 / 1024} MB`;
  const bytes = await readFile(found);
  const evidence = await reader.read({ mime: '', bytes });
  const file = toClaimFile(createHash('sha256').update(bytes).digest('hex'), evidence);
  const texts = evidence.texts.map(({ text }) => text);
  return file ? { file, texts } : `is no picture, sound or film that can be known again`;
}
