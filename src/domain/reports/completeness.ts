import { keysOf } from '../../i18n/keys-of.ts';
import { type Destination, destinationsOf, hasPublicLink } from './destinations.ts';
import { clockOf, type Report, type ReportQuestion, reportQuestions } from './report.ts';
import names from './report-names.json' with { type: 'json' };
import table from './requirements.json' with { type: 'json' };

export const requirements = keysOf(table.needs);
export type Requirement = (typeof requirements)[number];

/** Formal and material requirements per destination, as Perbawaslu 7/2022 ps 15 distinguishes them. */
const asked = table.destinations as Readonly<
  Record<Destination, Record<'formal' | 'material', readonly Requirement[]>>
>; // packet.test.ts reads the table

export interface Checked {
  need: Requirement;
  isMet: boolean;
}

/** Checks a report against the requirements of a destination, at a time. */
export function checkReport(report: Report, destination: Destination, now: number) {
  const check = (need: Requirement): Checked => ({ need, isMet: meets(report, need, now) });
  const { formal, material } = asked[destination];
  return { formal: formal.map(check), material: material.map(check) };
}

function meets(report: Report, need: Requirement, now: number): boolean {
  switch (need) {
    case 'name':
    case 'address':
    case 'phone':
      return report.reporter?.[need] !== undefined;
    case 'in-time':
      return report.known?.day !== undefined && now <= clockOf(report).deadlineAt;
    case 'when':
      return report.when?.day !== undefined;
    case 'evidence':
      return report.evidence.length > 0;
    case 'link':
      return hasPublicLink(report);
    case 'number':
      return report.link !== undefined && /\d{6}/.test(report.link.replace(/[\s-]/g, ''));
    case 'suspect':
    case 'place':
    case 'account':
      return report[need] !== undefined;
  }
}

/** Questions that are put before a report is ready, each with all that one answer may tell. */
const covered = {
  account: ['account'],
  when: ['when', 'known', 'place'],
  evidence: ['link', 'suspect', 'vote', 'evidence', 'witnesses'],
  name: ['identity', 'name', 'address', 'phone'],
} as const satisfies Partial<Record<ReportQuestion, readonly ReportQuestion[]>>;
export type PutQuestion = keyof typeof covered;

/** Returns the next question that the destination needs; undefined when all are answered. */
export function nextQuestion(report: Report): PutQuestion | undefined {
  const put = Object.keys(covered) as PutQuestion[];
  return put.find((question) => {
    const isOpen = covered[question].some((part) => !report.settled.includes(part));
    return isOpen && (question !== 'name' || hasDeadline(report));
  });
}

/** A report with a question that will not be asked again, nor what else its answer may have told. */
export function markAnswered(report: Report, question: PutQuestion): Report {
  const done = new Set<ReportQuestion>([...report.settled, ...covered[question]]);
  return { ...report, settled: reportQuestions.filter((name) => done.has(name)) };
}

/** What is still missing of the day and the place, whose province tells the hour of the deadline; some threats want no place. */
export function missingOf({
  threat,
  when,
  place,
  province,
}: Report): 'when-place' | 'when' | 'place' | undefined {
  const isPlaced = place !== undefined && province !== undefined;
  const wantsPlace = names.threats[threat].isPlaced && !isPlaced;
  if (when?.day === undefined) return wantsPlace ? 'when-place' : 'when';
  return wantsPlace ? 'place' : undefined;
}

/** Whether a report has a deadline, because its destination sets one: the one that asks who reports. */
export function hasDeadline(report: Report): boolean {
  const destinations = destinationsOf(report, { isElectionNear: true });
  return destinations.some((each) => asked[each].formal.includes('name'));
}
