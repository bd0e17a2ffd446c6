import { auditEventAt } from '../../domain/accounts/audit-event.ts';
import { joinMasks, MAX_HIDDEN, placesOf } from '../../domain/partners/black-out.ts';
import { isDecided, MAX_MASKS } from '../../domain/partners/report-referral.ts';
import type { Report } from '../../domain/reports/report.ts';
import type { PartnerDeps } from './partner-deps.ts';
import { type StoredReportReferral, saveReportReferral } from './report-referrals.ts';

/** What became of blacking out words; undefined where somebody else has just changed the report. */
export type Hidden =
  | { type: 'done'; reference: string }
  | { type: 'words' | 'not-there' | 'decided' }
  | undefined;

/**
 * Blacks words out of what a partner sees of a report, or shows all again where none are given. Boards and feeds read
 * that each time, so words can be blacked out after it was passed on as well, but not shown again.
 */
export async function hideWords(
  hiding: Pick<PartnerDeps, 'store' | 'clock'>,
  {
    found,
    report,
    by,
    words,
  }: { found: StoredReportReferral; report: Report; by: string; words: readonly string[] },
): Promise<Hidden> {
  const isBack = words.length === 0;
  if (isBack && isDecided(found)) return { type: 'decided' };
  const all = words.map((each) => each.trim()).filter((each) => each !== '');
  if (!isBack && all.length === 0) return { type: 'words' };
  if (all.some((each) => each.length > MAX_HIDDEN)) return { type: 'words' };
  const places = all.flatMap((each) => placesOf(report, each));
  if (!isBack && places.length === 0) return { type: 'not-there' };
  const masks = isBack ? [] : joinMasks(found.masks ?? [], places).slice(0, MAX_MASKS);
  const { reference, organisation } = found;
  const details = { organisation, places: masks.length };
  const event = auditEventAt(hiding.clock.now(), {
    by,
    what: 'report-hidden',
    of: reference,
    details,
  });
  return (
    (await saveReportReferral(hiding, { ...found, masks }, [event])) && { type: 'done', reference }
  );
}
