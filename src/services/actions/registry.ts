import type { Values } from '../../engine/conversation.ts';
import type { Turn } from '../../ports/turn.ts';
import { makeCard, makeLastCard } from './answer-verdict.ts';
import {
  findVoterTopic,
  fitVoterAnswer,
  listVoterTopics,
  noteVoterFact,
  noteVoterGap,
  pickVoterTopic,
} from './answer-voter.ts';
import { expectAnswer, findStatus, lookAtPost } from './case-status.ts';
import { beginCourse, findLesson, judgeAnswer, lookAtCourse } from './course.ts';
import type { Action, ActionResult } from './define-action.ts';
import { findDangers } from './find-dangers.ts';
import { findDescribed, findFactCheck } from './find-fact-check.ts';
import { findCandidates, findHeard, findLatest, openCandidate, openLikely } from './look-up.ts';
import {
  guessWorry,
  noteFeedback,
  noteLink,
  noteRegion,
  noteReply,
  noteSource,
  noteWorry,
} from './note-answers.ts';
import { openCase } from './open-case.ts';
import {
  askReport,
  beginFittingReport,
  beginReport,
  dropReportDraft,
  endReminders,
  findReminders,
  findReportDraft,
  helpInTrouble,
  nameHelp,
  prepareReport,
  takeUpReport,
} from './prepare-report.ts';
import {
  checkConsent,
  forget,
  gatherData,
  liftRestriction,
  optIn,
  optOut,
  recordConsent,
  restrictData,
  setLanguage,
  withdrawConsent,
} from './privacy-rights.ts';
import { readNotice } from './read-notification.ts';
import {
  agreeHandOver,
  noteHandOverReply,
  offerHandOver,
  skipHandOverQuestion,
} from './refer-report.ts';
import {
  chooseReportAnswer,
  noteReportAnswer,
  noteReportFiles,
  skipReportQuestion,
} from './report-answers.ts';
import {
  beginSubscription,
  chooseEvery,
  endSubscription,
  gatherDigest,
  lookAtSubscription,
  noteEvery,
  noteInterest,
  noteInterestProvince,
  readWarning,
} from './subscribe.ts';

/** Everything a flow can run; a new action is made known by one line here. */
export const actions = [
  findFactCheck,
  findDescribed,
  findDangers,
  findCandidates,
  findHeard,
  openCandidate,
  openLikely,
  findLatest,
  checkConsent,
  withdrawConsent,
  restrictData,
  liftRestriction,
  recordConsent,
  openCase,
  noteSource,
  noteLink,
  noteRegion,
  guessWorry,
  noteWorry,
  makeCard,
  makeLastCard,
  noteFeedback,
  expectAnswer,
  findStatus,
  lookAtPost,
  setLanguage,
  optOut,
  optIn,
  forget,
  gatherData,
  readNotice,
  findVoterTopic,
  listVoterTopics,
  pickVoterTopic,
  fitVoterAnswer,
  noteVoterFact,
  noteVoterGap,
  lookAtSubscription,
  chooseEvery,
  noteEvery,
  noteInterest,
  noteInterestProvince,
  beginSubscription,
  endSubscription,
  gatherDigest,
  readWarning,
  lookAtCourse,
  beginCourse,
  findLesson,
  judgeAnswer,
  noteReply,
  helpInTrouble,
  beginFittingReport,
  takeUpReport,
  findReportDraft,
  dropReportDraft,
  beginReport,
  nameHelp,
  askReport,
  skipReportQuestion,
  noteReportAnswer,
  chooseReportAnswer,
  noteReportFiles,
  prepareReport,
  offerHandOver,
  agreeHandOver,
  noteHandOverReply,
  skipHandOverQuestion,
  findReminders,
  endReminders,
];

/** What all actions together need. */
export type ActionDeps = (typeof actions)[number]['run'] extends (
  deps: infer Deps,
  ...rest: never[]
) => unknown
  ? Deps
  : never;

/** The actions by the names they are called in YAML, former ones too. */
export const actionsByName: ReadonlyMap<string, Action<ActionDeps>> = byName<ActionDeps>(actions);

/** Every name that actions have, with its action; throws where two have the same. */
export function byName<Deps>(all: readonly Action<Deps>[]): Map<string, Action<Deps>> {
  const found = new Map<string, Action<Deps>>();
  for (const action of all) {
    for (const name of [action.name, ...(action.aliases ?? [])]) {
      if (found.has(name)) throw new Error(`two actions are called ${name}`);
      found.set(name, action);
    }
  }
  return found;
}

/** Runs an action by its name; throws where there is none, and where it ends in a way that it never declared. */
export async function runAction(
  name: string,
  { deps, turn, values }: { deps: ActionDeps; turn: Turn; values: Values },
): Promise<ActionResult> {
  const action = actionsByName.get(name);
  if (!action) throw new Error(`there is no call ${name}`);
  const result = await action.run(deps, turn, values);
  if (action.outcomes.includes(result.outcome)) return result;
  throw new Error(`${name} ended in "${result.outcome}", which it never declared`);
}
