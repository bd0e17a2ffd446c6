import type { Report } from '../../domain/reports/report.ts';
import type { Turn } from '../../ports/turn.ts';
import { saveReport } from '../reports/report-drafts.ts';
import type { PrivacyDeps } from './privacy-deps.ts';
import { noteConsent } from './record-consent.ts';

/** Writes down that a citizen lets their report be passed on without a name; its end is the end of the report. */
export function consentToReferral(
  deps: Pick<PrivacyDeps, 'script' | 'settings'>,
  turn: Turn,
  { report, organisation }: { report: Report; organisation: { id: string; name: string } },
): void {
  const { version } = noteConsent(deps, turn, 'hand-over', { organisation: organisation.name });
  const consent = { agreedAt: turn.now, version };
  saveReport(turn, {
    ...report,
    handOver: { organisation: organisation.id, ...consent, replies: [] },
  });
}
