import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { parse as parseCsv } from 'csv-parse';
import { fromCell } from '../domain/text/csv.ts';
import { type Row, toRow } from './to-row.ts';

/** Reads fact-checks from JSONL or CSV row by row; reports bad rows instead of throwing. */
export async function* readRows(input: Readable, format: 'jsonl' | 'csv'): AsyncGenerator<Row> {
  yield* format === 'csv' ? readCsv(input) : readJsonLines(input);
}

/** Refuses rows that repeat the id of an earlier one. */
export async function* withoutRepeats(rows: AsyncIterable<Row>): AsyncGenerator<Row> {
  const seen = new Set<string>();
  for await (const row of rows) {
    if (row.type === 'read' && seen.has(row.factCheck.id)) {
      const reason = `repeats the id ${row.factCheck.id}`;
      yield { type: 'refused', line: row.line, reason };
      continue;
    }
    if (row.type === 'read') seen.add(row.factCheck.id);
    yield row;
  }
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

/** CSV has no lists: a cell holds several narratives, separated by " || ". */
function fromCsv(record: Record<string, string>): Record<string, unknown> {
  const filled = Object.entries(record).filter(([, value]) => value !== '');
  return Object.fromEntries(
    filled.map(([key, value]) => {
      const text = fromCell(value);
      return [key, key === 'narratives' ? text.split('||').map((each) => each.trim()) : text];
    }),
  );
}
