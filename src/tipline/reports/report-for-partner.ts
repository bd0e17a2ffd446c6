import { isoOf } from '../../review/calendar.ts';
import { maskPersonalData } from '../../review/mask.ts';
import type { Report } from '../../review/packet.ts';
import { clockOf } from '../../review/packet-clock.ts';
import { hasDeadline } from '../../review/packet-questions.ts';
import { type Destination, destinationsOf, hasPublicLink } from '../../review/packet-route.ts';
import type { Shown } from './report-text.ts';

/** What a partner may see of a report: what happened, nothing of who reports it. */
export interface PartnerView {
  id: string;
  threat: Report['threat'];
  destinations: Destination[];
  province: string | undefined;
  /** ISO dates. */
  happenedOn: string | undefined;
  deadline: string | undefined;
  account: string | undefined;
  /** Only what anyone can look at. */
  publicLink: string | undefined;
  evidence: { kind: string; sha256: string | undefined }[];
  /** What the citizen has answered to questions of the desk, without those that they let be. */
  replies: string[];
}

/** The masked and minimal view of a report for a hand-over; nobody's name, number or place but the province. */
export function reportForPartner({ report, surroundings }: Omit<Shown, 'now'>): PartnerView {
  const { id, threat, province, when, account, link } = report;
  return {
    id,
    threat,
    destinations: destinationsOf(report, surroundings),
    province,
    happenedOn: when?.day,
    deadline: hasDeadline(report) ? isoOf(clockOf(report).day) : undefined,
    account: account === undefined ? undefined : maskPersonalData(account),
    publicLink: link !== undefined && hasPublicLink(report) ? maskPersonalData(link) : undefined,
    evidence: report.evidence.map(({ kind, sha256 }) => ({ kind, sha256 })),
    replies: (report.handOver?.replies ?? []).flatMap(({ text }) =>
      text === '' ? [] : maskPersonalData(text),
    ),
  };
}
