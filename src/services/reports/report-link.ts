import { timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Report } from '../../domain/reports/report.ts';
import { DAY } from '../../domain/time/jakarta-day.ts';
import type { Signer } from '../../ports/signer.ts';
import type { Store } from '../../ports/store.ts';
export const LINK_DAYS = 3;
/** A signature and what it signs; longer is nothing of ours. */
const MAX_TOKEN = 400;

const ticketSchema = z.tuple([z.string(), z.string(), z.number()]);

/** The end of an address under which a report can be fetched for a few days. */
export function reportToken(sign: Signer, of: { citizen: string; id: string; now: number }) {
  return signToken(sign, [of.citizen, of.id, of.now + LINK_DAYS * DAY]);
}

/** The report that a token leads to and its citizen's language; undefined where it is not ours, over, or the report is gone or restricted. */
export async function findReport(
  { store, sign }: { store: Pick<Store, 'turns'>; sign: Signer },
  token: string,
  now: number,
): Promise<{ report: Report; language: string } | undefined> {
  const [citizen = '', id, until = 0] = readToken(sign, token, ticketSchema) ?? [];
  if (until <= now) return undefined;
  const profile = (await store.turns.readTurn(citizen))?.profile;
  const report = profile?.reports?.find((each) => each.id === id);
  if (!profile || profile.isRestricted || report?.preparedAt === undefined) return undefined;
  return { report, language: profile.language };
}

/** Writes a value into the end of an address, with a signature. */
export function signToken(sign: Signer, value: unknown): string {
  const said = Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${said}.${sign(said)}`;
}

/** Reads the value of a token; undefined where the signature is not of this signer. */
export function readToken<T>(sign: Signer, token: string, schema: z.ZodType<T>): T | undefined {
  const [said = '', signature = '', ...rest] = token.split('.');
  if (token.length > MAX_TOKEN || rest.length > 0) return undefined;
  const [given, right] = [Buffer.from(signature), Buffer.from(sign(said))];
  if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
  return schema.parse(JSON.parse(Buffer.from(said, 'base64url').toString())); // signed by us, so it is ours
}
