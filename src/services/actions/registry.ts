import type { Values } from '../../engine/conversation.ts';
import type { Turn } from '../../ports/turn.ts';
import * as verdict from './answer-verdict.ts';
import * as voters from './answer-voter.ts';
import * as course from './course.ts';
import type { Action, ActionResult } from './define-action.ts';
import { findDangers } from './find-dangers.ts';
import * as search from './find-fact-check.ts';
import * as lookUp from './look-up.ts';
import * as answers from './note-answers.ts';
import { openCase } from './open-case.ts';
import * as report from './prepare-report.ts';
import * as rights from './privacy-rights.ts';
import { readNotification } from './read-notification.ts';
import { recallAnswer } from './recall-answer.ts';
import * as handOver from './refer-report.ts';
import * as reportAnswers from './report-answers.ts';
import * as status from './status.ts';
import * as subscription from './subscribe.ts';

/** Everything a flow can run; a new action is made known by one line here. */
export const actions = [
  search.findFactCheck,
  search.findDescribed,
  findDangers,
  lookUp.offerMeanings,
  lookUp.findCandidates,
  lookUp.findHeard,
  lookUp.openCandidate,
  lookUp.openLikely,
  lookUp.findLatest,
  rights.checkConsent,
  rights.withdrawConsent,
  rights.restrictData,
  rights.liftRestriction,
  rights.recordConsent,
  openCase,
  answers.noteOrigin,
  verdict.makeCard,
  verdict.makeLastCard,
  recallAnswer,
  answers.noteFeedback,
  status.expectAnswer,
  status.findStatus,
  status.findServiceStatus,
  rights.setLanguage,
  rights.optOut,
  rights.optIn,
  rights.forget,
  rights.gatherData,
  readNotification,
  voters.findVoterTopic,
  voters.listVoterTopics,
  voters.pickVoterTopic,
  voters.fitVoterAnswer,
  voters.noteVoterFact,
  voters.noteVoterGap,
  subscription.lookAtSubscription,
  subscription.chooseEvery,
  subscription.noteEvery,
  subscription.noteInterest,
  subscription.noteInterestProvince,
  subscription.beginSubscription,
  subscription.endSubscription,
  subscription.gatherDigest,
  subscription.readWarning,
  course.lookAtCourse,
  course.beginCourse,
  course.findLesson,
  course.judgeAnswer,
  answers.noteReply,
  report.helpInTrouble,
  report.beginFittingReport,
  report.takeUpReport,
  report.findReportDraft,
  report.dropReportDraft,
  report.beginReport,
  report.nameHelp,
  report.askReport,
  reportAnswers.skipReportQuestion,
  reportAnswers.noteReportAnswer,
  reportAnswers.noteReportFiles,
  report.prepareReport,
  report.askReminders,
  report.noteReminders,
  handOver.offerHandOver,
  handOver.agreeHandOver,
  handOver.noteHandOverReply,
  handOver.skipHandOverQuestion,
  report.findReminders,
  report.endReminders,
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
