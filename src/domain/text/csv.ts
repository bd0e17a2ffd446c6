/*
 * Ours and not csv-stringify: only the formula rule and its way back are more than a line, no library has both, and
 * this file stays pure.
 */

/** A spreadsheet would compute what begins with one of these signs; after an apostrophe it shows it. */
const FORMULA = /^'*\s*[=+\-@\t\r\n|%]/;
/** What a reader that trims its cells would take for something else. */
const NEEDS_QUOTES = /[",\r\n\t']|^\s|\s$/;

export type CsvCell = string | number | undefined;

/** Writes rows as CSV that no spreadsheet computes, with quotes around every text or around those that need them. */
export function toCsv(
  rows: readonly (readonly CsvCell[])[],
  { quotes }: { quotes: 'all' | 'needed' } = { quotes: 'all' },
): string {
  const write = (value: CsvCell) => {
    if (typeof value !== 'string') return value === undefined ? '' : String(value);
    const plain = value.replaceAll('\0', '');
    const cell = FORMULA.test(plain) ? `'${plain}` : plain;
    return quotes === 'all' || NEEDS_QUOTES.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
  };
  return rows.map((row) => `${row.map(write).join(',')}\r\n`).join('');
}

/** Reads the text of a cell without the apostrophe that `toCsv` puts before formulas. */
export function fromCell(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;
}
