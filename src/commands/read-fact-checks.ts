import { constants, createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { parse as parseCsv } from 'csv-parse';
import { type FactCheck, factCheckSchema } from '../review/fact-check.ts';
import { readVerdict } from '../review/verdict-label.ts';
import { Failure } from './output.ts';

/** A row of a file: a fact-check, or why it is none. */
export type Row =
  | { type: 'read'; line: number; factCheck: FactCheck }
  | { type: 'refused'; line: number; reason: string };

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
    filled.map(([key, value]) => [key, key === 'narratives' ? value.split(/\s*\|\|\s*/) : value]),
  );
}

function toRow(line: number, raw: unknown): Row {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    return { type: 'refused', line, reason: 'is not an object' };
  }
  const label = 'verdict' in raw && typeof raw.verdict === 'string' ? raw.verdict : undefined;
  const verdict = label === undefined ? undefined : (readVerdict(label) ?? label);
  const read = factCheckSchema.safeParse({ ...raw, verdict, sample: undefined });
  if (read.success) return { type: 'read', line, factCheck: withoutGaps(read.data) };
  const reason = read.error.issues
    .map(({ path, message }) => (path.length > 0 ? `${path.join('.')}: ${message}` : message))
    .join('; ');
  return { type: 'refused', line, reason };
}

function withoutGaps(factCheck: FactCheck): FactCheck {
  const entries = Object.entries(factCheck).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as unknown as FactCheck; // only absent keys were left out
}
