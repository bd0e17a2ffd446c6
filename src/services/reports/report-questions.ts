import { missingOf, type PutQuestion } from '../../domain/reports/completeness.ts';
import type { Report } from '../../domain/reports/report.ts';
import { keysOf } from '../../i18n/keys-of.ts';
import { type Turn, wordsFor } from '../../ports/turn.ts';
import type { ResponseDeps } from '../responses/response-deps.ts';
import wordings from './question-wordings.json' with { type: 'json' };

/** Keys of all wordings of the questions; some threats ask in words of their own. */
export const askKeys = keysOf(wordings);

/** A question of a report in the citizen's language. */
export function questionText(
  { deps, turn }: { deps: Pick<ResponseDeps, 'script' | 'settings'>; turn: Turn },
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
