import type { Outcomes } from '../../engine/check.ts';
import type { Call, CallResult } from '../../ports/turn.ts';
import { troubles } from '../../triage/trouble/read-rules.ts';
import {
  findVoterTopic,
  fitVoterAnswer,
  listVoterTopics,
  noteVoterFact,
  noteVoterGap,
  pickVoterTopic,
} from './answer-voter.ts';
import { expectAnswer, findStatus } from './case-status.ts';
import { checkConsent, optIn, optOut, recordConsent } from './consent.ts';
import { beginCourse, findLesson, judgeAnswer, lookAtCourse } from './course.ts';
import { gatherDigest } from './digest.ts';
import { findDangers } from './find-dangers.ts';
import { findDescribed, findFactCheck, singleOutcomes } from './find-fact-check.ts';
import { guessWorry, noteWorry } from './guess-worry.ts';
import { beginFittingReport, helpInTrouble } from './help-in-trouble.ts';
import { findCandidates, findHeard, findLatest, openCandidate, openLikely } from './look-up.ts';
import { makeCard, makeLastCard } from './make-card.ts';
import { noteFeedback, noteLink, noteRegion, noteSource } from './note-answers.ts';
import { noteReply } from './note-reply.ts';
import { openCase } from './open-case.ts';
import { forget, gatherData, setLanguage } from './own-data.ts';
import {
  askReport,
  beginReport,
  dropReportDraft,
  endReminders,
  findReminders,
  findReportDraft,
  nameHelp,
  prepareReport,
  takeUpReport,
} from './prepare-report.ts';
import { liftRestriction, restrictData, withdrawConsent } from './privacy-rights.ts';
import { readNotice } from './read-notification.ts';
import { readWarning } from './read-warning.ts';
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
  reportDangers,
  skipReportQuestion,
} from './report-answers.ts';
import { lookAtPost } from './service-status.ts';
import {
  beginSubscription,
  chooseEvery,
  endSubscription,
  lookAtSubscription,
  noteEvery,
  noteInterest,
  noteInterestProvince,
} from './subscribe.ts';

/** A call and how it may end, for the check of the flows. */
interface DeclaredCall {
  run: Call;
  outcomes: readonly string[];
}

/** Declares a call; an outcome that it can have and that is not named here does not compile. */
function call<const Outcome extends string>(
  run: Call<NoInfer<Outcome>>,
  ...outcomes: readonly Outcome[]
): DeclaredCall {
  return { run, outcomes };
}

/** Everything a flow can have done, by the name it is called in YAML. */
export const calls: Readonly<Record<string, DeclaredCall>> = {
  'find-fact-check': call(
    findFactCheck,
    ...singleOutcomes,
    'own-card',
    'card-withdrawn',
    'own',
    'voter',
    'bundle',
    'bundle-open',
    'joined',
    'wordless',
  ),
  'find-described': call(findDescribed, ...singleOutcomes),
  'find-dangers': call(findDangers, 'some', 'none'),
  'find-candidates': call(
    findCandidates,
    'own',
    'one',
    'denied',
    'some',
    'none',
    'voter',
    'unclear',
    'empty',
  ),
  'find-heard': call(findHeard, 'one', 'denied', 'some', 'none'),
  'open-candidate': call(openCandidate, 'told', 'gone'),
  'open-likely': call(openLikely, 'told', 'denied', 'gone'),
  'find-latest': call(findLatest, 'some', 'none'),
  'check-consent': call(checkConsent, 'given', 'needed', 'restricted'),
  'withdraw-consent': call(withdrawConsent, 'withdrawn', 'nothing'),
  'restrict-data': call(restrictData, 'restricted', 'already'),
  'lift-restriction': call(liftRestriction, 'lifted', 'already'),
  'record-consent': call(recordConsent, 'recorded'),
  'open-case': call(openCase, 'opened', 'joined', 'answered', 'repeated', 'full'),
  'note-source': call(noteSource, 'noted'),
  'note-link': call(noteLink, 'noted'),
  'note-region': call(noteRegion, 'noted', 'unclear', 'unknown'),
  'guess-worry': call(guessWorry, 'likely', 'clear', 'unsure'),
  'note-worry': call(noteWorry, 'noted'),
  'make-card': call(makeCard, 'made'),
  'make-last-card': call(makeLastCard, 'made', 'none'),
  'note-feedback': call(noteFeedback, 'noted'),
  'expect-answer': call(expectAnswer, 'measured', 'unmeasured'),
  'find-status': call(findStatus, 'one', 'several', 'none', 'unknown'),
  'look-at-post': call(lookAtPost, 'seen'),
  'set-language': call(setLanguage, 'set'),
  'opt-out': call(optOut, 'stopped', 'already'),
  'opt-in': call(optIn, 'resumed', 'already'),
  forget: call(forget, 'forgotten'),
  'gather-data': call(gatherData, 'gathered'),
  'read-notice': call(
    readNotice,
    'verdict',
    'correction',
    'retraction',
    'closed',
    'question',
    'referral',
    'breach',
    'report-question',
    'report-declined',
    'gone',
  ),
  'find-voter-topic': call(findVoterTopic, 'menu', 'found', 'some', 'unknown', 'nothing'),
  'list-voter-topics': call(listVoterTopics, 'listed'),
  'pick-voter-topic': call(pickVoterTopic, 'picked'),
  'fit-voter-answer': call(fitVoterAnswer, 'answer', 'election', 'region', 'registered', 'none'),
  'note-voter-fact': call(noteVoterFact, 'noted'),
  'note-voter-gap': call(noteVoterGap, 'noted'),
  'look-at-subscription': call(lookAtSubscription, 'none', 'subscribed'),
  'choose-every': call(chooseEvery, 'choose', 'weekly'),
  'note-every': call(noteEvery, 'noted'),
  'note-interest': call(noteInterest, 'noted'),
  'note-interest-province': call(noteInterestProvince, 'noted', 'unknown'),
  'begin-subscription': call(beginSubscription, 'begun'),
  'end-subscription': call(endSubscription, 'ended', 'none'),
  'gather-digest': call(gatherDigest, 'some', 'last', 'none', 'silent'),
  'read-warning': call(readWarning, 'warning', 'gone'),
  'look-at-course': call(lookAtCourse, 'new', 'going', 'finished'),
  'begin-course': call(beginCourse, 'begun'),
  'find-lesson': call(findLesson, 'lesson'),
  'judge-answer': call(judgeAnswer, 'next', 'tomorrow', 'finished'),
  'note-reply': call(noteReply, 'noted'),
  'help-in-trouble': call(helpInTrouble, ...troubles, 'again'),
  'begin-fitting-report': call(beginFittingReport, 'begun'),
  'take-up-report': call(takeUpReport, 'none', 'draft', 'begun'),
  'find-report-draft': call(findReportDraft, 'none', 'draft'),
  'drop-report-draft': call(dropReportDraft, 'dropped'),
  'begin-report': call(beginReport, 'near', 'far', 'hurry', 'full'),
  'name-help': call(nameHelp, 'named'),
  'ask-report': call(askReport, 'ask', 'count', 'known', 'choose', 'ready', 'gone'),
  'skip-report-question': call(skipReportQuestion, 'skipped'),
  'note-report-answer': call(noteReportAnswer, ...reportDangers),
  'choose-report-answer': call(chooseReportAnswer, 'noted'),
  'note-report-files': call(noteReportFiles, 'noted'),
  'prepare-report': call(prepareReport, 'prepared'),
  'offer-hand-over': call(offerHandOver, 'offered', 'none'),
  'agree-hand-over': call(agreeHandOver, 'agreed', 'gone'),
  'note-hand-over-reply': call(noteHandOverReply, 'noted', 'gone'),
  'skip-hand-over-question': call(skipHandOverQuestion, 'skipped'),
  'find-reminders': call(findReminders, 'due'),
  'end-reminders': call(endReminders, 'filed', 'ended'),
};

/** Runs a call by its name; throws where there is none, and where it ends in a way that it never declared. */
export async function runCall(name: string, context: Parameters<Call>[0]): Promise<CallResult> {
  const declared = Object.hasOwn(calls, name) ? calls[name] : undefined;
  if (!declared) throw new Error(`there is no call ${name}`);
  const result = await declared.run(context);
  if (declared.outcomes.includes(result.outcome)) return result;
  throw new Error(`${name} ended in "${result.outcome}", which it never declared`);
}

/** The outcomes of every call, for the check of the flows. */
export const callOutcomes: Outcomes = Object.fromEntries(
  Object.entries(calls).map(([name, { outcomes }]) => [name, outcomes]),
);

/** Flows that the program starts by itself, rather than another flow. */
export const entryFlows: readonly string[] = [
  'danger',
  'tip',
  'lookup',
  'news',
  'greeting',
  'thanks',
  'unclear',
  'unreadable',
  'identity',
  'limit',
  'blocked',
  'report-reminder',
  'digest',
  'learn',
  'warning',
];
