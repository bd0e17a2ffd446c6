import type { Response } from 'express';
import type { ReferralPage } from '../../services/partners/referral-pages.ts';
import { toRows, toWire } from '../../services/partners/referral-payload.ts';
import { sendCsv } from './send-csv.ts';

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
