import type { CaseActionResult } from '../services/cases/case-action.ts';
import type { CaseActionName } from '../services/cases/case-actions.ts';
import { describeRefusal } from '../ui-text/describe-result.ts';
import type { TerminalWords } from './text.ts';
import { hour } from './times.ts';

/** Why something could not be done, as the reviewer at the console reads it. */
export function whyNot(
  { ticket, name }: { ticket: string; name: CaseActionName },
  done: Exclude<CaseActionResult, { type: 'done' }>,
  words: TerminalWords,
): string {
  const say = words.refused;
  switch (done.type) {
    case 'unknown':
      return say.unknown(ticket);
    case 'taken':
      return say.taken(ticket, done.by, hour(done.until, words));
    case 'decided':
      return say.decided(ticket, words.standing.decided[done.status]);
    case 'lost':
      return say.lost(ticket);
    case 'forbidden':
      return words.problems.role;
    case 'problem':
      return say.why(ticket, done.message);
    default:
      return say.why(ticket, describeRefusal(words.desk, done, name));
  }
}
