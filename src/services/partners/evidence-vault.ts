import { createHash } from 'node:crypto';
import { type CustodyEntry, type FileForm, MAX_CUSTODY } from '../../domain/partners/custody.ts';
import type { Report } from '../../domain/reports/report.ts';
import type { Secrets } from '../../ports/secrets.ts';
import { audit } from '../accounts/audit.ts';
import { isoTime } from '../reports/report-document.ts';
import { isSame } from '../reports/report-link.ts';
import type { PartnerDeps } from './partner-deps.ts';
import { findReferral, saveReferral } from './referrals.ts';
import { findReportReferral, reportOf } from './report-referrals.ts';

/** How long a link to a file of a report can be followed. */
export const LINK_MINUTES = 15;

/** A file in the form in which somebody wants it; `key` is the session or the token that a link is for. */
export interface WantedFile {
  reference: string;
  sha256: string;
  form: FileForm;
  key: string;
}

type Digest = Pick<Secrets, 'digest'>;

/** Returns the query of an address that leads one session or token to a file, for some minutes. */
export function signFile(secrets: Digest, wanted: WantedFile, now: number): string {
  const until = now + LINK_MINUTES * 60_000;
  const { form } = wanted;
  return String(
    new URLSearchParams({ form, until: `${until}`, mark: markOf(secrets, wanted, until) }),
  );
}

function markOf(secrets: Digest, { reference, sha256, form, key }: WantedFile, until: number) {
  return secrets.digest('evidence-link', JSON.stringify([reference, sha256, form, key, until]));
}

/** A file as it leaves, or why it does not. */
export type Taken =
  | { type: 'done'; mime: string; bytes: Uint8Array; name: string }
  /** Not theirs, not agreed to, or gone by now. */
  | { type: 'unknown' }
  | { type: 'over' }
  /** Nothing can write on it: the file is no picture, or a broken one. */
  | { type: 'unmarkable' };

/** Who takes a file; a desk (no organisation) may look at it before it is referred. */
interface Taker {
  by: string;
  organisation: string | undefined;
}

type Taking = Pick<PartnerDeps, 'store' | 'clock' | 'reader'>;

/** Hands out a file that a citizen lets a partner have, once it is written down who took it. */
export async function takeFile(
  deps: Taking & { secrets: Digest },
  wanted: WantedFile & { until: number; mark: string },
  taker: Taker,
): Promise<Taken> {
  const { reference, sha256, until } = wanted;
  const now = deps.clock.now();
  if (!isSame(wanted.mark, markOf(deps.secrets, wanted, until))) return { type: 'unknown' };
  if (until <= now) return { type: 'over' };
  const kept = await findFile(deps, wanted, taker);
  if (!kept) return { type: 'unknown' };
  const isMarked = wanted.form === 'marked';
  const watermark = [taker.organisation ?? 'posko', reference, taker.by, isoTime(now)].join(' · ');
  const copy = isMarked ? (await deps.reader?.read({ ...kept, watermark }))?.copy : undefined;
  if (isMarked && !copy) return { type: 'unmarkable' };
  const details = { organisation: taker.organisation ?? 'posko', isMarked };
  await audit(deps, { by: taker.by, what: 'evidence-taken', of: reference, details });
  const deed = {
    by: taker.by,
    what: 'downloaded',
    sha256,
    ...(copy && { copy: hashOf(copy) }),
  } as const;
  const from = taker.organisation === undefined ? 'post' : 'partner';
  const isNoted = await noteCustody(deps, reference, { ...deed, from });
  if (!isNoted && from === 'partner') return { type: 'unknown' };
  const name = `${reference}-${sha256.slice(0, 12)}`;
  return copy
    ? { type: 'done', mime: 'image/jpeg', bytes: copy, name: `${name}.jpg` }
    : { type: 'done', ...kept, name };
}

async function findFile(
  deps: Taking,
  { reference, sha256 }: WantedFile,
  { organisation }: Taker,
): Promise<Awaited<ReturnType<PartnerDeps['store']['media']['read']>>> {
  const handOver = await findReportReferral(deps, reference);
  if (!handOver?.files?.includes(sha256) || !(await reportOf(deps, handOver))) return undefined;
  const referral = organisation === undefined ? undefined : await findReferral(deps, reference);
  if (referral?.organisation !== organisation) return undefined;
  return deps.store.media.read(sha256);
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

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
