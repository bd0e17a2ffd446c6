import type { Case } from '../domain/cases/case.ts';
import type { CaseActionResult } from '../services/cases/case-action.ts';
import type { CaseActionName } from '../services/cases/case-actions.ts';
import type { Words } from './ui-text.ts';

/** Names what is said of an action that is done; see `words.done`. */
export function newsOf(name: CaseActionName, found: Case): News {
  const news = NEWS[name];
  return typeof news === 'string' ? news : news(found);
}

type News = keyof Words['done'];

const NEWS: Readonly<Record<CaseActionName, News | ((found: Case) => News)>> = {
  claim: 'taken',
  release: 'released',
  'hand-over': 'assigned',
  assign: 'assigned',
  snooze: 'snoozed',
  wake: 'woken',
  tags: 'saved',
  threat: 'saved',
  note: 'saved',
  'exclude-file': 'saved',
  ask: 'asked',
  merge: 'merged',
  split: 'split',
  unmerge: 'unmerged',
  draft: 'saved',
  wordings: 'saved',
  decide: ({ status }) => (status === 'published' ? 'published' : 'proposed'),
  attach: ({ status }) => (status === 'published' ? 'published' : 'proposed'),
  close: 'closed',
  'take-back': 'undone',
  approve: 'published',
  'send-back': 'returned',
  refer: 'referred',
  block: 'blocked',
  unblock: 'unblocked',
};

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
