import type { FactCheck } from '../domain/fact-checks/fact-check.ts';
import { toCsv } from '../domain/text/csv.ts';

/** The columns of a CSV of fact-checks, as they are written and read. */
const COLUMNS = [
  'id',
  'title',
  'verdict',
  'org',
  'language',
  'type',
  'claim',
  'url',
  'publishedAt',
  'expiresAt',
  'narratives',
  'summary',
  'explanation',
  'topic',
] as const;

/** The first line of a CSV of fact-checks; the sign before it tells spreadsheets that it is UTF-8. */
export const csvHead = `\uFEFF${COLUMNS.join(',')}\r\n`;

/** A fact-check as a line of CSV. */
export function csvRow(factCheck: FactCheck): string {
  const cells = COLUMNS.map((name) => {
    const value = factCheck[name] ?? '';
    return typeof value === 'string' ? value : value.join(' || ');
  });
  return toCsv([cells], { quotes: 'needed' });
}
