import type { Response } from 'express';

type Cell = string | number | undefined;

/** Rows as CSV; what a spreadsheet would take for a formula is text in it. */
export function toCsv(rows: readonly (readonly Cell[])[]): string {
  return `${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

/** Sends CSV as a file; the mark at its beginning tells spreadsheets that it is UTF-8. */
export function sendCsv(
  response: Response,
  name: string,
  rows: readonly (readonly Cell[])[],
): void {
  response.set('content-disposition', `attachment; filename="${name.replace(/[^\w.-]/g, '-')}"`);
  response.type('text/csv').send(`\ufeff${toCsv(rows)}`);
}

function cell(value: Cell): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const plain = value.replaceAll('\0', '');
  const harmless = /^\s*[=+\-@\t\r\n|%]/.test(plain) ? `'${plain}` : plain;
  return `"${harmless.replaceAll('"', '""')}"`;
}
