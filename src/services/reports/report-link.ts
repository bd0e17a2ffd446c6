import { timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Report } from '../../domain/reports/report.ts';
import type { Signer } from '../../ports/signer.ts';
import type { Store } from '../../ports/store.ts';
/** How long a link to a report can be followed. */
export const LINK_DAYS = 3;
const DAY = 86_400_000;
/** A signature and what it signs; longer is nothing of ours. */
const MAX_TOKEN = 400;

const ticketSchema = z.tuple([z.string(), z.string(), z.number()]);

/** The end of an address under which a report can be fetched for a few days. */
export function reportToken(sign: Signer, of: { citizen: string; id: string; now: number }) {
  const ticket = JSON.stringify([of.citizen, of.id, of.now + LINK_DAYS * DAY]);
  const said = Buffer.from(ticket).toString('base64url');
  return `${said}.${sign(said)}`;
}

/** The report that a token leads to and its citizen's language; undefined where it is not ours, over, or the report is gone. */
export async function findReport(
  { store, sign }: { store: Pick<Store, 'turns'>; sign: Signer },
  token: string,
  now: number,
): Promise<{ report: Report; language: string } | undefined> {
  const [said = '', signature = '', ...rest] = token.split('.');
  if (token.length > MAX_TOKEN || rest.length > 0 || !isSame(signature, sign(said)))
    return undefined;
  const ticket = Buffer.from(said, 'base64url').toString();
  const [citizen, id, until] = ticketSchema.parse(JSON.parse(ticket)); // signed by us, so it is ours
  if (until <= now) return undefined;
  const profile = (await store.turns.readTurn(citizen))?.profile;
  const report = profile?.reports?.find((each) => each.id === id);
  if (!profile || report?.preparedAt === undefined) return undefined;
  return { report, language: profile.language };
}

/** Compares two marks without giving away by time how much of one is right. */
export function isSame(given: string, right: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(right)];
  return one.length === other.length && timingSafeEqual(one, other);
}
