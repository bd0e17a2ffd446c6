import type { Report, ReportQuestion } from '../../domain/reports/report.ts';
import { type Turn, wordsFor } from '../../ports/turn.ts';
import type { ReportDeps } from './report-deps.ts';

/** Questions that one threat asks in words of its own. */
const OWN: Readonly<Partial<Record<string, true>>> = {
  'account-hate': true,
  'link-scam': true,
  'link-public-hoax': true,
};

/** The keys of all questions, for the check of the words. */
export const ownQuestionKeys: readonly string[] = Object.keys(OWN);

/** A question of a report in the citizen's language. */
export function questionText(
  { deps, turn }: { deps: Pick<ReportDeps, 'script' | 'settings'>; turn: Turn },
  { threat }: Report,
  question: ReportQuestion,
): string {
  const own = `${question}-${threat}`;
  const key = OWN[own] ? own : question;
  return wordsFor(deps, turn)(`report.ask.${key}`, { reportDays: deps.settings.reportDays });
}
