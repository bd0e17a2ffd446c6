import { isUtf8 } from 'node:buffer';
import { gunzipSync } from 'node:zlib';
import { parse as parseCsv } from 'csv-parse';
import { factCheckSchema } from '../domain/fact-checks/fact-check.ts';
import { fromCell } from '../domain/text/csv.ts';
import columnNames from './columns.json' with { type: 'json' };
import { DocumentRefused } from './document-refused.ts';
import { idOf } from './to-fact-check-row.ts';
import { type Row, toRow } from './to-row.ts';

/** How the columns of a file are understood, and who is told of those that are not. */
export interface RowOptions {
  /** Our names of its columns, where they are not known by themselves. */
  columns?: Readonly<Record<string, string>> | undefined;
  onUnknown?(columns: readonly string[]): void;
}

/** Reads fact-checks from JSONL or CSV row by row; reports bad rows instead of throwing. */
export async function* readRows(
  bytes: Uint8Array,
  format: 'jsonl' | 'csv',
  { columns = {}, onUnknown = () => {} }: RowOptions = {},
): AsyncGenerator<Row> {
  const { text, isDamaged } = decodeText(bytes);
  const unknown = new Set<string>();
  let isEmpty = true;
  for await (const { line, raw, reason } of format === 'csv' ? readCsv(text) : readLines(text)) {
    isEmpty = false;
    const fault = isDamaged && JSON.stringify(raw).includes('\ufffd') ? DAMAGED : reason;
    const row: Row =
      fault === undefined
        ? toRow(line, nameColumns(raw, columns, unknown))
        : { type: 'refused', line, reason: fault };
    yield row.type === 'refused' ? { ...row, raw } : row;
  }
  if (isEmpty) throw new DocumentRefused('it holds no rows');
  if (unknown.size > 0) onUnknown([...unknown]);
}

const DAMAGED = 'holds a byte that is not UTF-8; save it as UTF-8';

/** Refuses rows that repeat the id of an earlier one. */
export async function* withoutRepeats(rows: AsyncIterable<Row>): AsyncGenerator<Row> {
  const seen = new Set<string>();
  for await (const row of rows) {
    if (row.type === 'read' && seen.has(row.factCheck.id)) {
      const { line, factCheck: raw } = row;
      yield { type: 'refused', line, reason: `repeats the id ${raw.id}`, raw };
      continue;
    }
    if (row.type === 'read') seen.add(row.factCheck.id);
    yield row;
  }
}

/** A row as it stands in a file, or why it is none. */
interface Raw {
  line: number;
  raw: unknown;
  reason?: string;
}

function* readLines(text: string): Generator<Raw> {
  for (const [at, words] of text.split(/\r?\n/).entries()) {
    if (words.trim() === '') continue;
    try {
      yield { line: at + 1, raw: JSON.parse(words) };
    } catch {
      yield { line: at + 1, raw: words, reason: 'is not JSON' };
    }
  }
}

async function* readCsv(text: string): AsyncGenerator<Raw> {
  const how = { columns: true, info: true, relax_column_count: true, trim: true } as const;
  const records = parseCsv(text, { ...how, delimiter: delimiterOf(text), cast: fromCell });
  try {
    for await (const { record, info } of records) {
      yield { line: info.lines, raw: record };
    }
  } catch (error) {
    const isCsv = error instanceof Error && 'code' in error && /^CSV_/.test(String(error.code));
    throw isCsv ? new DocumentRefused(`it is no sound CSV (${error.message})`) : error;
  }
}

/** The sign that stands most often between the names of the columns. */
function delimiterOf(text: string): string {
  const [names = ''] = text.split(/[\r\n]/, 1);
  const count = (sign: string) => names.split(sign).length;
  return [',', ';', '\t', '|'].toSorted((a, b) => count(b) - count(a))[0] ?? ',';
}

const known: ReadonlySet<string> = new Set([...factCheckSchema.keyof().options, 'media']);
const usual: Readonly<Record<string, string>> = columnNames;

/** Gives columns our names without empty ones; a cell holds several narratives, separated by " || ". */
function nameColumns(
  raw: unknown,
  columns: Readonly<Record<string, string>>,
  unknown: Set<string>,
): unknown {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return raw;
  const named: Record<string, unknown> = {};
  for (const [column, value] of Object.entries(raw)) {
    const plain = column.toLowerCase().replace(/[^a-z]/g, '');
    const name = columns[column] ?? (known.has(column) ? column : (usual[plain] ?? column));
    if (known.has(name)) named[name] ??= value === '' ? undefined : value;
    else if (!column.startsWith('_')) unknown.add(column);
  }
  if (typeof named.url === 'string') named.id ??= idOf(named.url);
  if (typeof named.narratives === 'string') {
    named.narratives = named.narratives.split('||').map((each) => each.trim());
  }
  return named;
}

const MOST_MB = 400;

/** Decodes UTF-8, UTF-16 or Windows-1252, also packed by gzip; a byte that fits none of them became U+FFFD. */
function decodeText(given: Uint8Array): { text: string; isDamaged: boolean } {
  const bytes = given[0] === 0x1f && given[1] === 0x8b ? unpack(given) : given;
  const [first, second] = bytes;
  const read = (encoding: string) => ({
    text: new TextDecoder(encoding).decode(bytes),
    isDamaged: encoding === 'utf-8' && !isUtf8(bytes),
  });
  if ((first === 0xff && second === 0xfe) || second === 0) return read('utf-16le');
  if ((first === 0xfe && second === 0xff) || first === 0) return read('utf-16be');
  const decoded = read('utf-8');
  // Where some signs beyond ASCII are sound UTF-8, the others are damage.
  const isOlder = decoded.isDamaged && !/[\u0080-\ufffc]/.test(decoded.text);
  return isOlder ? read('windows-1252') : decoded;
}

function unpack(packed: Uint8Array): Uint8Array {
  try {
    return gunzipSync(packed, { maxOutputLength: MOST_MB * 1024 ** 2 });
  } catch {
    throw new DocumentRefused(`it is not whole, or holds more than ${MOST_MB} MB: split it`);
  }
}
