import { constants, createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { parse as parseCsv } from 'csv-parse';
import { type Row, toRow } from '../imports/to-row.ts';
import { Failure } from './output.ts';
import { fromCell } from './write-csv.ts';

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
  yield* path.toLowerCase().endsWith('.csv') ? readCsv(file) : readJsonLines(file);
}

async function* readJsonLines(input: Readable): AsyncGenerator<Row> {
  let line = 0;
  for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    line += 1;
    if (text.trim() === '') continue;
    try {
      yield toRow(line, JSON.parse(text.replace(/^\uFEFF/, '')));
    } catch {
      yield { type: 'refused', line, reason: 'is not JSON' };
    }
  }
}

async function* readCsv(file: Readable): AsyncGenerator<Row> {
  const records = file.pipe(
    parseCsv({ columns: true, bom: true, info: true, relax_column_count: true, trim: true }),
  );
  file.on('error', (error) => records.destroy(error));
  for await (const { record, info } of records) yield toRow(info.lines, fromCsv(record));
}

/** CSV has no lists: several narratives stand in one cell, parted by " || ". */
function fromCsv(record: Record<string, string>): Record<string, unknown> {
  const filled = Object.entries(record).filter(([, value]) => value !== '');
  return Object.fromEntries(
    filled.map(([key, value]) => {
      const text = fromCell(value);
      return [key, key === 'narratives' ? text.split(/\s*\|\|\s*/) : text];
    }),
  );
}
