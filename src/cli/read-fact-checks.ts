import { constants, createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { Failure } from '../app/user-error.ts';
import type { EvidenceReader } from '../domain/messages/evidence.ts';
import { readRows } from '../imports/read-rows.ts';
import type { Row } from '../imports/to-row.ts';
import { readClaimMedia } from './read-claim-media.ts';

/** Reads fact-checks and their files from JSONL or CSV; reports bad rows instead of throwing. */
export async function* readFactChecks(
  path: string,
  { onBytes = () => {}, reader }: ReadOptions = {},
): AsyncGenerator<Row> {
  await access(path, constants.R_OK).catch(() => {
    throw new Failure(`${path} cannot be read: there is no such file, or it may not be opened`);
  });
  const file = createReadStream(path, { highWaterMark: 256 * 1024 });
  file.on('data', (chunk) => onBytes(chunk.length));
  for await (const row of readRows(file, path.toLowerCase().endsWith('.csv') ? 'csv' : 'jsonl')) {
    yield await readClaimMedia(row, dirname(resolve(path)), reader);
  }
}

interface ReadOptions {
  onBytes?: (bytes: number) => void;
  reader?: EvidenceReader | undefined;
}
