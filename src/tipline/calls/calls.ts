import type { Outcomes } from '../../engine/check.ts';
import type { Call } from '../turns/turn.ts';
import {
  findVoterTopic,
  fitVoterAnswer,
  listVoterTopics,
  noteVoterFact,
  noteVoterGap,
  pickVoterTopic,
} from './answer-voter.ts';
import { liftRestriction, restrictData, withdrawConsent } from './claim-rights.ts';
import { checkConsent, optIn, optOut, recordConsent } from './consent.ts';
import { gatherDigest } from './digest.ts';
import { findDangers } from './find-dangers.ts';
import { findDescribed, findFactCheck } from './find-fact-check.ts';
import {
  agreeHandOver,
  noteHandOverReply,
  offerHandOver,
  skipHandOverQuestion,
} from './hand-over.ts';
import { beginCourse, findLesson, judgeAnswer, lookAtCourse } from './learn.ts';
import { findCandidates, findHeard, findLatest, openCandidate } from './look-up.ts';
import { makeCard, makeLastCard } from './make-card.ts';
import { noteFeedback, noteLink, noteRegion, noteSource } from './note-answers.ts';
import { noteReply } from './note-reply.ts';
import { openCase } from './open-case.ts';
import { forget, gatherData, setLanguage } from './own-data.ts';
import { lookAtPost } from './post-status.ts';
import { readNotice } from './read-notice.ts';
import {
  askReport,
  beginReport,
  dropReportDraft,
  endReminders,
  findReminders,
  findReportDraft,
  nameHelp,
  prepareReport,
} from './report.ts';
import {
  chooseReportAnswer,
  noteReportAnswer,
  noteReportFiles,
  skipReportQuestion,
} from './report-answers.ts';
import { expectAnswer, findStatus } from './status.ts';
import {
  beginSubscription,
  chooseEvery,
  endSubscription,
  lookAtSubscription,
  noteEvery,
  noteInterest,
  noteInterestProvince,
} from './subscribe.ts';
import { readWarning } from './warn.ts';
import { guessWorry, noteWorry } from './weigh-worry.ts';

/** Everything a flow can have done, by the name it is called in YAML. */
export const calls: Readonly<Record<string, { run: Call; outcomes: readonly string[] }>> = {
  'find-fact-check': {
    run: findFactCheck,
    outcomes: [
      'answer',
      'confirm',
      'similar',
      'none',
      'voter',
      'bundle',
      'bundle-open',
      'joined',
      'wordless',
      'debunk-picture',
      'own-card',
      'card-withdrawn',
    ],
  },
  'find-described': {
    run: findDescribed,
    outcomes: ['answer', 'confirm', 'similar', 'none', 'debunk-picture'],
  },
  'find-dangers': { run: findDangers, outcomes: ['some', 'none'] },
  'find-candidates': {
    run: findCandidates,
    outcomes: ['one', 'some', 'none', 'voter', 'unclear', 'empty'],
  },
  'find-heard': { run: findHeard, outcomes: ['one', 'some', 'none'] },
  'open-candidate': { run: openCandidate, outcomes: ['told', 'gone'] },
  'find-latest': { run: findLatest, outcomes: ['some', 'none'] },
  'check-consent': { run: checkConsent, outcomes: ['given', 'needed', 'restricted'] },
  'withdraw-consent': { run: withdrawConsent, outcomes: ['withdrawn', 'nothing'] },
  'restrict-data': { run: restrictData, outcomes: ['restricted', 'already'] },
  'lift-restriction': { run: liftRestriction, outcomes: ['lifted', 'already'] },
  'record-consent': { run: recordConsent, outcomes: ['recorded'] },
  'open-case': { run: openCase, outcomes: ['opened', 'joined', 'answered', 'repeated', 'full'] },
  'note-source': { run: noteSource, outcomes: ['noted'] },
  'note-link': { run: noteLink, outcomes: ['noted'] },
  'note-region': { run: noteRegion, outcomes: ['noted', 'unclear', 'unknown'] },
  'guess-worry': { run: guessWorry, outcomes: ['likely', 'clear', 'unsure'] },
  'note-worry': { run: noteWorry, outcomes: ['noted'] },
  'make-card': { run: makeCard, outcomes: ['made'] },
  'make-last-card': { run: makeLastCard, outcomes: ['made', 'none'] },
  'note-feedback': { run: noteFeedback, outcomes: ['noted'] },
  'expect-answer': { run: expectAnswer, outcomes: ['measured', 'unmeasured'] },
  'find-status': { run: findStatus, outcomes: ['one', 'several', 'none', 'unknown'] },
  'look-at-post': { run: lookAtPost, outcomes: ['seen'] },
  'set-language': { run: setLanguage, outcomes: ['set'] },
  'opt-out': { run: optOut, outcomes: ['stopped', 'already'] },
  'opt-in': { run: optIn, outcomes: ['resumed', 'already'] },
  forget: { run: forget, outcomes: ['forgotten'] },
  'gather-data': { run: gatherData, outcomes: ['gathered'] },
  'read-notice': {
    run: readNotice,
    outcomes: [
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
    ],
  },
  'find-voter-topic': {
    run: findVoterTopic,
    outcomes: ['menu', 'found', 'some', 'unknown', 'nothing'],
  },
  'list-voter-topics': { run: listVoterTopics, outcomes: ['listed'] },
  'pick-voter-topic': { run: pickVoterTopic, outcomes: ['picked'] },
  'fit-voter-answer': {
    run: fitVoterAnswer,
    outcomes: ['answer', 'election', 'region', 'registered', 'none'],
  },
  'note-voter-fact': { run: noteVoterFact, outcomes: ['noted'] },
  'note-voter-gap': { run: noteVoterGap, outcomes: ['noted'] },
  'look-at-subscription': { run: lookAtSubscription, outcomes: ['none', 'subscribed'] },
  'choose-every': { run: chooseEvery, outcomes: ['choose', 'weekly'] },
  'note-every': { run: noteEvery, outcomes: ['noted'] },
  'note-interest': { run: noteInterest, outcomes: ['noted'] },
  'note-interest-province': { run: noteInterestProvince, outcomes: ['noted', 'unknown'] },
  'begin-subscription': { run: beginSubscription, outcomes: ['begun'] },
  'end-subscription': { run: endSubscription, outcomes: ['ended', 'none'] },
  'gather-digest': { run: gatherDigest, outcomes: ['some', 'last', 'none', 'silent'] },
  'read-warning': { run: readWarning, outcomes: ['warning', 'gone'] },
  'look-at-course': { run: lookAtCourse, outcomes: ['new', 'going', 'finished'] },
  'begin-course': { run: beginCourse, outcomes: ['begun'] },
  'find-lesson': { run: findLesson, outcomes: ['lesson'] },
  'judge-answer': { run: judgeAnswer, outcomes: ['next', 'tomorrow', 'finished'] },
  'note-reply': { run: noteReply, outcomes: ['noted'] },
  'find-report-draft': { run: findReportDraft, outcomes: ['none', 'draft'] },
  'drop-report-draft': { run: dropReportDraft, outcomes: ['dropped'] },
  'begin-report': { run: beginReport, outcomes: ['near', 'far', 'hurry', 'full'] },
  'name-help': { run: nameHelp, outcomes: ['named'] },
  'ask-report': { run: askReport, outcomes: ['ask', 'known', 'choose', 'ready', 'gone'] },
  'skip-report-question': { run: skipReportQuestion, outcomes: ['skipped'] },
  'note-report-answer': { run: noteReportAnswer, outcomes: ['noted', 'danger', 'child'] },
  'choose-report-answer': { run: chooseReportAnswer, outcomes: ['noted'] },
  'note-report-files': { run: noteReportFiles, outcomes: ['noted'] },
  'prepare-report': { run: prepareReport, outcomes: ['prepared'] },
  'offer-hand-over': { run: offerHandOver, outcomes: ['offered', 'none'] },
  'agree-hand-over': { run: agreeHandOver, outcomes: ['agreed', 'gone'] },
  'note-hand-over-reply': { run: noteHandOverReply, outcomes: ['noted', 'gone'] },
  'skip-hand-over-question': { run: skipHandOverQuestion, outcomes: ['skipped'] },
  'find-reminders': { run: findReminders, outcomes: ['due'] },
  'end-reminders': { run: endReminders, outcomes: ['filed', 'ended'] },
};

/** The outcomes of every call, for the check of the flows. */
export const callOutcomes: Outcomes = Object.fromEntries(
  Object.entries(calls).map(([name, { outcomes }]) => [name, outcomes]),
);

/** Flows that the program starts by itself, rather than another flow. */
export const entryFlows: readonly string[] = [
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
