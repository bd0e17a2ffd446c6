import type { Response } from 'express';
import { type CsvCell, toCsv } from '../../domain/text/csv.ts';
import type { ReferralPage } from '../../services/partners/referral-pages.ts';
import { toRows, toWire } from '../../services/partners/referral-payload.ts';

/** Sends a stranger's file: shown as its type, or under a name only to be saved; it can run nothing either way. */
export function sendFile(
  response: Response,
  bytes: Uint8Array,
  as: { mime: string } | { name: string },
): void {
  response.set({
    'content-type': 'mime' in as ? as.mime : 'application/octet-stream',
    'content-disposition': 'mime' in as ? 'inline' : `attachment; filename="${as.name}"`,
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'private, no-store',
  });
  response.send(Buffer.from(bytes));
}

/** Sends CSV as a file; the mark at its beginning tells spreadsheets that it is UTF-8. */
export function sendCsv(response: Response, name: string, rows: readonly (readonly CsvCell[])[]) {
  response.set('content-disposition', `attachment; filename="${name.replace(/[^\w.-]/g, '-')}"`);
  response.type('text/csv').send(`\ufeff${toCsv(rows)}`);
}

/** Sends a page of referrals as JSON or CSV; the header `posko-next` has the cursor too, where there is one. */
export function sendPage(response: Response, page: ReferralPage | undefined, kind: string): void {
  if (!page) {
    response.status(400).json({ error: 'cursor' });
    return;
  }
  const { entries, next } = page;
  if (next !== undefined) response.set('posko-next', next);
  if (kind === 'csv') sendCsv(response, 'referrals.csv', toRows(entries));
  else response.json({ referrals: entries.map(toWire), ...(next !== undefined && { next }) });
}
