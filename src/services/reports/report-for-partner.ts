import { BLACKED_OUT, blackOut } from '../../domain/partners/black-out.ts';
import type { ReportMask, ReportReferral } from '../../domain/partners/report-referral.ts';
import { type Checked, checkReport, hasDeadline } from '../../domain/reports/completeness.ts';
import {
  type Destination,
  destinationsOf,
  hasPublicLink,
} from '../../domain/reports/destinations.ts';
import { agreementWith, clockOf, type Report, repliesFor } from '../../domain/reports/report.ts';
import { defang } from '../../domain/text/links.ts';
import { maskPersonalData } from '../../domain/text/mask.ts';
import {
  maskKnown,
  maskNames,
  NAME_MASK,
  ownNamesIn,
  possibleNames,
} from '../../domain/text/mask-names.ts';
import { isoOf } from '../../domain/time/calendar.ts';
import type { ResponseDeps } from '../responses/response-deps.ts';
import { checkLine, type Shown, wordsIn } from './report-text.ts';

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
  /** `isKept` where the citizen lets the partner have the file too, `link` where a program gets it. */
  evidence: { kind: string; sha256: string | undefined; isKept?: boolean; link?: string }[];
  /** Who is reported, where, who saw it and what the report lacks: for an authority, if the citizen agreed to that. */
  details: ReportDetail[];
  /** What the citizen has answered to questions of the desk, without those that they let be. */
  replies: string[];
  /** Whether its citizen restricts the use of their data, so that nothing else is said. */
  isRestricted?: true;
}

export interface ReportDetail {
  name: string;
  values: (string | Checked)[];
}

/** Returns what a partner sees of a report: no name, number or place but the province, nothing that was blacked out or is restricted. */
export function reportForPartner(
  { report, surroundings, now }: Shown,
  {
    organisation,
    masks = [],
    files = [],
    isRestricted = false,
  }: Pick<ReportReferral, 'organisation' | 'masks' | 'files' | 'isRestricted'>,
): PartnerView {
  if (isRestricted) return { ...NOTHING, id: report.id, threat: report.threat, isRestricted };
  const known = namesOf(report);
  const isFull = agreementWith(report, organisation)?.isFull === true;
  const hide = (text: string, field: ReportMask['field'], reply?: number) =>
    maskPersonalData(maskNames(blackOut(text, masks, { field, reply }), known));
  const { id, threat, province, when, account, link } = report;
  const [first] = destinationsOf(report, surroundings);
  const check = first && checkReport(report, first, now);
  // An authority acts on who is reported: their name, account and number stay.
  const bare = (text: string, field: 'suspect' | 'link') =>
    defang(maskKnown(blackOut(text, masks, { field }), known));
  const details = [
    { name: 'place', values: [hide(report.place ?? '', 'place')] },
    { name: 'suspect', values: [bare(report.suspect ?? '', 'suspect')] },
    { name: 'link', values: [bare(link ?? '', 'link')] },
    { name: 'witnesses', values: [hide(report.witnesses ?? '', 'witnesses')] },
    { name: 'formal', values: check?.formal ?? [] },
    { name: 'material', values: check?.material ?? [] },
  ];
  return {
    id,
    threat,
    destinations: destinationsOf(report, surroundings),
    province,
    happenedOn: when?.day,
    deadline: hasDeadline(report) ? isoOf(clockOf(report).day) : undefined,
    account: account === undefined ? undefined : hide(account, 'account'),
    publicLink: link !== undefined && hasPublicLink(report) ? hide(link, 'link') : undefined,
    evidence: report.evidence.map(({ kind, sha256 }) => ({
      kind,
      sha256,
      ...(files.includes(sha256 ?? '') && { isKept: true }),
    })),
    details: details.filter(({ values: [value = ''] }) => isFull && value !== ''),
    replies: repliesFor(report, organisation).flatMap(({ text, index }) =>
      text === '' ? [] : hide(text, 'reply', index),
    ),
  };
}

const NOTHING = {
  ...{ province: undefined, happenedOn: undefined, deadline: undefined },
  ...{ account: undefined, publicLink: undefined },
  ...{ destinations: [], evidence: [], details: [], replies: [] },
};

/** What a partner sees of a report besides its story, with labels of a language. */
export function detailsInWords(
  deps: Pick<ResponseDeps, 'script'>,
  language: string,
  details: readonly ReportDetail[],
) {
  const words = wordsIn(deps, language);
  return details.map(({ name, values }) => ({
    name,
    label: words(`report.field.${name}`),
    values: values.map((value) => (typeof value === 'string' ? value : checkLine(words, value))),
  }));
}

/** How many names in a view were masked, how many places blacked out, and which words may be names and go to the partner as they are. */
export function checkNames({ account = '', publicLink = '', replies }: PartnerView) {
  const texts = [account, publicLink, ...replies];
  const count = (mark: string) => texts.join('\n').split(mark).length - 1;
  const possible = [...new Set(texts.flatMap((text) => possibleNames(text)))];
  return { masked: count(NAME_MASK), blackedOut: count(BLACKED_OUT), possible };
}

/** The names of who reports: the one they gave for their own file, and those by which they speak of themselves. */
function namesOf({ reporter, handOver, ...report }: Report): string[] {
  const { account, place, link, suspect, witnesses, when, known } = report;
  const replies = (handOver?.replies ?? []).map(({ text }) => text);
  const fields = [account, place, link, suspect, witnesses];
  const said = [when?.said, known?.said, reporter?.address, ...replies];
  const texts = [...fields, ...said].flatMap((text) => text ?? []);
  return [...(reporter?.name === undefined ? [] : [reporter.name]), ...ownNamesIn(texts)];
}
