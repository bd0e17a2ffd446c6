import type { Report } from '../../review/packet.ts';
import { noticeVersion } from '../rights/consent-text.ts';
import type { Tipline } from '../tipline.ts';
import type { Turn } from '../turn.ts';
import { keepReport } from './keep-report.ts';

/** Writes down that a citizen lets their report be passed on without a name; its end is the end of the report. */
export function consentToHandOver(
  tipline: Pick<Tipline, 'script' | 'settings'>,
  turn: Turn,
  { report, organisation }: { report: Report; organisation: string },
): void {
  const consent = { agreedAt: turn.now, version: noticeVersion(tipline, turn.profile.language) };
  keepReport(turn, { ...report, handOver: { organisation, ...consent, replies: [] } });
}
