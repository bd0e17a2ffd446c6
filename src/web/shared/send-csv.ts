import type { Response } from 'express';
import { type CsvCell, toCsv } from '../../domain/text/csv.ts';

/** Sends CSV as a file; the mark at its beginning tells spreadsheets that it is UTF-8. */
export function sendCsv(response: Response, name: string, rows: readonly (readonly CsvCell[])[]) {
  response.set('content-disposition', `attachment; filename="${name.replace(/[^\w.-]/g, '-')}"`);
  response.type('text/csv').send(`\ufeff${toCsv(rows)}`);
}
