import { constants, createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { readRows } from '../imports/read-rows.ts';
import type { Row } from '../imports/to-row.ts';
import { Failure } from './output.ts';

/** Reads fact-checks from a JSONL or CSV file, row by row; bad rows are told, not thrown. */
export async function* readFactChecks(
  path: string,
  onBytes: (bytes: number) => void = () => {},
): AsyncGenerator<Row> {
  await access(path, constants.R_OK).catch(() => {
    throw new Failure(`${path} cannot be read: there is no such file, or it may not be opened`);
  });
  const file = createReadStream(path, { highWaterMark: 256 * 1024 });
  file.on('data', (chunk) => onBytes(chunk.length));
  yield* readRows(file, path.toLowerCase().endsWith('.csv') ? 'csv' : 'jsonl');
}
