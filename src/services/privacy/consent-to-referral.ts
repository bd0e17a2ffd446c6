import type { Tipline } from '../../app/context.ts';
import type { Report } from '../../domain/reports/report.ts';
import type { Turn } from '../../ports/turn.ts';
import { keepReport } from '../reports/report-drafts.ts';
import { noteConsent } from './record-consent.ts';

/** Writes down that a citizen lets their report be passed on without a name; its end is the end of the report. */
export function consentToHandOver(
  tipline: Pick<Tipline, 'script' | 'settings'>,
  turn: Turn,
  { report, organisation }: { report: Report; organisation: { id: string; name: string } },
): void {
  const { version } = noteConsent(tipline, turn, 'hand-over', { organisation: organisation.name });
  const consent = { agreedAt: turn.now, version };
  keepReport(turn, {
    ...report,
    handOver: { organisation: organisation.id, ...consent, replies: [] },
  });
}
