import { missingOf, type PutQuestion } from '../../domain/reports/questions.ts';
import type { Report } from '../../domain/reports/report.ts';
import { type Turn, wordsFor } from '../../ports/turn.ts';
import type { ReportDeps } from './report-deps.ts';

/** Keys of all wordings of the questions; some threats ask in words of their own. */
export const askKeys = [
  'account',
  'account-hate',
  'account-election-breach',
  'when',
  'place',
  'when-place',
  'evidence',
  'evidence-scam',
  'evidence-public-hoax',
  'evidence-more',
  'name',
  'remind',
] as const;

/** A question of a report in the citizen's language. */
export function questionText(
  { deps, turn }: { deps: Pick<ReportDeps, 'script' | 'settings'>; turn: Turn },
  draft: Report,
  question: PutQuestion,
): string {
  const key = askKeys.find((each) => each === keyOf(draft, question)) ?? question;
  return wordsFor(deps, turn)(`report.ask.${key}`, { reportDays: deps.settings.reportDays });
}

function keyOf(draft: Report, question: PutQuestion): string {
  if (question === 'when') return missingOf(draft) ?? 'when';
  if (question === 'evidence' && draft.settled.includes('evidence')) return 'evidence-more';
  return `${question}-${draft.threat}`;
}
