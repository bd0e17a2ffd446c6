import type { Case } from '../domain/cases/case.ts';
import type { CaseActionResult } from '../services/cases/case-action.ts';
import type { CaseActionName } from '../services/cases/case-actions.ts';
import news from './news.json' with { type: 'json' };
import type { Words } from './ui-text.ts';

/** Names what is said of an action that is done; see `words.done`. */
export function newsOf(name: CaseActionName, { status }: Case): News {
  const isVerdict = name === 'decide' || name === 'attach';
  return isVerdict && status !== 'published' ? 'proposed' : NEWS[name];
}

type News = keyof Words['done'];

const NEWS = news as Readonly<Record<CaseActionName, News>>;

/** Says why a case action came to nothing. */
export function describeRefusal(
  { refusal, refer, problem, error }: Words,
  done: Exclude<CaseActionResult, { type: 'done' }>,
  name: CaseActionName,
): string {
  switch (done.type) {
    case 'taken':
      return refusal.taken(done.by);
    case 'refused':
      return refusal[done.why];
    case 'lost':
    case 'decided':
    case 'unknown':
      return refusal[done.type];
    case 'problem':
      return name === 'split' ? refusal.split : refusal.merge;
    case 'already':
      return refer.already(done.referral.reference);
    case 'deaf':
      return refer.deaf[done.why];
    case 'forbidden':
      return error.denied;
    case 'invalid':
      return name === 'send-back' ? problem.reason : problem.text;
  }
}
