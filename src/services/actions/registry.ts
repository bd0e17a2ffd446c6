import type { Values } from '../../engine/conversation.ts';
import type { Turn } from '../../ports/turn.ts';
import type { Action, ActionResult } from './action.ts';
import * as verdict from './answer-verdict.ts';
import * as voters from './answer-voter.ts';
import * as course from './course.ts';
import * as erasing from './erase-report.ts';
import { findDangers } from './find-dangers.ts';
import * as search from './find-fact-check.ts';
import * as lookUp from './find-fact-check.ts';
import { helpInTrouble } from './help-in-trouble.ts';
import { joinExercise } from './join-exercise.ts';
import * as answers from './note-answers.ts';
import { openCase } from './open-case.ts';
import * as report from './prepare-report.ts';
import * as rights from './privacy-rights.ts';
import { readNotification } from './read-notification.ts';
import * as handOver from './refer-report.ts';
import * as reportAnswers from './report-answers.ts';
import { readForm } from './report-answers.ts';
import * as status from './status.ts';
import * as subscription from './subscribe.ts';

/** Everything a flow can run, by its name in YAML; a new action is made known by one line here. */
export const actions = {
  'find-fact-check': search.findFactCheck,
  'find-described': search.findDescribed,
  'find-dangers': findDangers,
  'offer-meanings': lookUp.offerMeanings,
  'find-candidates': lookUp.findCandidates,
  'find-heard': lookUp.findHeard,
  'open-candidate': lookUp.openCandidate,
  'open-likely': lookUp.openLikely,
  'find-latest': lookUp.findLatest,
  'check-consent': rights.checkConsent,
  'withdraw-consent': rights.withdrawConsent,
  'restrict-data': rights.restrictData,
  'lift-restriction': rights.liftRestriction,
  'record-consent': rights.recordConsent,
  'join-exercise': joinExercise,
  'open-case': openCase,
  'note-origin': answers.noteOrigin,
  'make-card': verdict.makeCard,
  'make-last-card': verdict.makeLastCard,
  'recall-answer': verdict.recallAnswer,
  'note-feedback': answers.noteFeedback,
  'expect-answer': status.expectAnswer,
  'may-ask': answers.mayAsk,
  'find-status': status.findStatus,
  'look-at-post': status.findServiceStatus,
  'set-language': rights.setLanguage,
  'opt-out': rights.optOut,
  'opt-in': rights.optIn,
  forget: rights.forget,
  'find-erasable-report': erasing.findErasableReport,
  'erase-report': erasing.eraseReport,
  'gather-data': rights.gatherData,
  'read-notice': readNotification,
  'find-voter-topic': voters.findVoterTopic,
  'list-voter-topics': voters.listVoterTopics,
  'pick-voter-topic': voters.pickVoterTopic,
  'fit-voter-answer': voters.fitVoterAnswer,
  'note-voter-fact': voters.noteVoterFact,
  'note-voter-gap': voters.noteVoterGap,
  'look-at-subscription': subscription.lookAtSubscription,
  'choose-every': subscription.chooseEvery,
  'note-every': subscription.noteEvery,
  'note-interest': subscription.noteInterest,
  'note-interest-province': subscription.noteInterestProvince,
  'begin-subscription': subscription.beginSubscription,
  'end-subscription': subscription.endSubscription,
  'gather-digest': subscription.gatherDigest,
  'read-warning': subscription.readWarning,
  'look-at-course': course.lookAtCourse,
  'begin-course': course.beginCourse,
  'find-lesson': course.findLesson,
  'judge-answer': course.judgeAnswer,
  'note-reply': answers.noteReply,
  'help-in-trouble': helpInTrouble,
  'begin-fitting-report': report.beginFittingReport,
  'take-up-report': report.takeUpReport,
  'find-report-draft': report.findReportDraft,
  'add-to-report': report.addToReport,
  'drop-report-draft': report.dropReportDraft,
  'begin-report': report.beginReport,
  'read-report-form': readForm,
  'name-help': report.nameHelp,
  'ask-report': report.askReport,
  'skip-report-question': reportAnswers.skipReportQuestion,
  'note-report-answer': reportAnswers.noteReportAnswer,
  'note-report-files': reportAnswers.noteReportFiles,
  'prepare-report': report.prepareReport,
  'ask-reminders': report.askReminders,
  'note-reminders': report.noteReminders,
  'offer-hand-over': handOver.offerHandOver,
  'agree-hand-over': handOver.agreeHandOver,
  'note-hand-over-reply': handOver.noteHandOverReply,
  'skip-hand-over-question': handOver.skipHandOverQuestion,
  'find-reminders': report.findReminders,
  'end-reminders': report.endReminders,
};

/** What all actions together need. */
export type ActionDeps = (typeof actions)[keyof typeof actions]['run'] extends (
  deps: infer Deps,
  ...rest: never[]
) => unknown
  ? Deps
  : never;

/** The actions by the names they are called in YAML. */
export const actionsByName: ReadonlyMap<string, Action<ActionDeps>> = new Map(
  Object.entries<Action<ActionDeps>>(actions),
);

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
