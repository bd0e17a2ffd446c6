import { needsReporter } from './completeness.ts';
import { destinationsOf } from './destinations.ts';
import { type Report, type ReportQuestion, type ReportThreat, reportQuestions } from './report.ts';

const asks: Readonly<Record<ReportThreat, readonly ReportQuestion[]>> = {
  hate: ['account', 'when', 'place', 'link', 'suspect', 'vote', 'evidence'],
  bullying: ['account', 'when', 'place', 'link', 'suspect', 'evidence'],
  violence: ['account', 'when', 'place', 'link', 'suspect', 'evidence', 'witnesses'],
  scam: ['account', 'when', 'link', 'evidence'],
  'election-breach': ['account', 'when', 'known', 'place', 'suspect', 'evidence', 'witnesses'],
  'public-hoax': ['account', 'when', 'link', 'vote', 'evidence'],
};

/** Questions whose answer is a number, so their choices have no numbers. */
export const countQuestions: ReadonlySet<ReportQuestion> = new Set(['witnesses']);

const REPORTER: readonly ReportQuestion[] = ['name', 'address', 'phone'];

/** Returns the next question that the destination needs; undefined when all are answered. */
export function nextQuestion(report: Report): ReportQuestion | undefined {
  return reportQuestions.find(
    (question) => !report.settled.includes(question) && isAsked(report, question),
  );
}

/** Whether a report has a deadline, because its destination sets one. */
export function hasDeadline(report: Report): boolean {
  return destinationsOf(report, { isElectionNear: true }).some(needsReporter);
}

function isAsked(report: Report, question: ReportQuestion): boolean {
  if (REPORTER.includes(question)) return report.reporter !== undefined;
  if (question === 'remind' || question === 'identity') return hasDeadline(report);
  if (question === 'known' && hasDeadline(report)) return true;
  return asks[report.threat].includes(question);
}
