import { needsReporter } from './completeness.ts';
import { destinationsOf } from './destinations.ts';
import { type Report, type ReportQuestion, reportQuestions } from './report.ts';
import names from './report-names.json' with { type: 'json' };

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

/** Whether a report has a deadline, because its destination sets one. */
export function hasDeadline(report: Report): boolean {
  return destinationsOf(report, { isElectionNear: true }).some(needsReporter);
}
