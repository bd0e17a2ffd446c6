import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type CustodyEntry, fileForms, MAX_CUSTODY } from '../../domain/partners/custody.ts';
import type { Report } from '../../domain/reports/report.ts';
import type { Secrets } from '../../ports/secrets.ts';
import { audit } from '../accounts/audit.ts';
import { isoTime } from '../reports/report-document.ts';
import { readToken, signToken } from '../reports/report-link.ts';
import type { PartnerDeps } from './partner-deps.ts';
import { findReferral, saveReferral } from './referrals.ts';
import { findReportReferral, reportOf } from './report-referrals.ts';

type Signing = Pick<PartnerDeps, 'clock'> & { secrets: Pick<Secrets, 'digest'> };
type Taking = Signing & Pick<PartnerDeps, 'store' | 'reader'>;

/** How long a link to a file of a report can be followed. */
const LINK_MINUTES = 15;

/** Reference, hash, form and end. */
const linkSchema = z.tuple([z.string(), z.string(), z.enum(fileForms), z.number()]);

/** Returns the end of an address that leads to a file for some minutes, and only with one session or token: the `key`. */
export function linkToFile(
  { clock, secrets }: Signing,
  key: string,
  {
    reference,
    sha256,
    form,
  }: { reference: string; sha256: string; form: (typeof fileForms)[number] },
): string {
  const until = clock.now() + LINK_MINUTES * 60_000;
  return signToken(signerFor(secrets, key), [reference, sha256, form, until]);
}

function signerFor(secrets: Signing['secrets'], key: string) {
  return (text: string) => secrets.digest('evidence-link', `${key} ${text}`);
}

/** Who takes a file with which key; a desk (no organisation) may look at it before it is referred. */
interface Taker {
  key: string;
  by: string;
  organisation: string | undefined;
}

/** Hands out a file that a citizen lets a partner have, once it is written down who took it; else says whether the link is over. */
export async function takeFile(
  deps: Taking,
  token: string,
  { by, organisation, key }: Taker,
): Promise<{ bytes: Uint8Array; name: string } | 'over' | 'unknown'> {
  const now = deps.clock.now();
  const link = readToken(signerFor(deps.secrets, key), token, linkSchema);
  if (!link) return 'unknown';
  const [reference, sha256, form, until] = link;
  if (until <= now) return 'over';
  const kept = await findFile(deps, { reference, sha256, organisation });
  if (!kept) return 'unknown';
  const watermark = [organisation ?? 'posko', reference, by, isoTime(now)].join(' · ');
  const isMarked = form === 'marked';
  const copy = isMarked ? (await deps.reader?.read({ ...kept, watermark }))?.copy : undefined;
  if (isMarked && !copy) return 'unknown'; // no picture, or a broken one
  const details = { organisation: organisation ?? 'posko', isMarked };
  await audit(deps, { by, what: 'evidence-taken', of: reference, details });
  const from = organisation === undefined ? 'post' : 'partner';
  const ofCopy = copy && createHash('sha256').update(copy).digest('hex');
  const hashes = { sha256, ...(ofCopy && { copy: ofCopy }) };
  const isNoted = await noteCustody(deps, reference, { by, from, what: 'downloaded', ...hashes });
  if (!isNoted && from === 'partner') return 'unknown';
  const [, ending = 'bin'] = /\/(\w{2,5})$/.exec(copy ? 'image/jpeg' : kept.mime) ?? [];
  return { bytes: copy ?? kept.bytes, name: `${reference}-${sha256.slice(0, 12)}.${ending}` };
}

async function findFile(
  deps: Taking,
  file: { reference: string; sha256: string; organisation: string | undefined },
) {
  const { reference, sha256, organisation } = file;
  const handOver = await findReportReferral(deps, reference);
  if (!handOver?.files?.includes(sha256)) return undefined;
  const report = await reportOf(deps, handOver);
  if (!report || report.isRestricted) return undefined;
  const referral = organisation === undefined ? undefined : await findReferral(deps, reference);
  return referral?.organisation === organisation ? deps.store.media.read(sha256) : undefined;
}

/** Writes into the custody log of a referral, but that somebody received or opened it only once; false where it is gone or the log is full. */
export async function noteCustody(
  deps: Pick<PartnerDeps, 'store' | 'clock'>,
  reference: string,
  deed: Omit<CustodyEntry, 'at'>,
): Promise<boolean> {
  for (;;) {
    const found = await findReferral(deps, reference);
    const custody = found?.custody ?? [];
    if (!found || custody.length >= MAX_CUSTODY) return false;
    const isKnown = custody.some(({ what, by }) => what === deed.what && by === deed.by);
    if (deed.what !== 'downloaded' && isKnown) return true;
    const entry = { at: deps.clock.now(), ...deed };
    if (await saveReferral(deps, { ...found, custody: [...custody, entry] })) return true;
  }
}

/** Lists the hashes of a report's evidence of which the file is still there. */
export async function keptFiles(
  { store }: Pick<PartnerDeps, 'store'>,
  { evidence }: Pick<Report, 'evidence'>,
): Promise<string[]> {
  const hashes = [...new Set(evidence.flatMap(({ sha256 }) => sha256 ?? []))];
  const files = await Promise.all(hashes.map((sha256) => store.media.read(sha256)));
  return hashes.filter((_, at) => files[at] !== undefined);
}
