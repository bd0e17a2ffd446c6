import { filesOf, toTicket } from '../../../src/services/actions/../../domain/cases/case.ts';
import { type Profile, withSubscriptions } from '../../../src/services/actions/../../domain/citizens/profile.ts';
import { spendReports } from '../../../src/services/actions/../../domain/citizens/trace.ts';
import type { AskedRight } from '../../../src/services/actions/../../domain/privacy/consents.ts';
import { endSubscriptions } from '../../../src/services/actions/../../domain/subscriptions/subscription.ts';
import { formatDay } from '../../../src/services/actions/../../i18n/format-date.ts';
import { defaultLanguage } from '../../../src/services/actions/../../i18n/languages.ts';
import { type Turn, textOf, wordsFor } from '../../../src/services/actions/../../ports/turn.ts';
import { wishIn } from '../../../src/services/actions/../../understanding/read-answer.ts';
import { withBlock } from '../../../src/services/actions/../privacy/block.ts';
import * as consents from '../../../src/services/actions/../privacy/record-consent.ts';
import { type ActionDeps, action } from '../../../src/services/actions/./action.ts';
import { reachedPartners } from '../../../src/services/actions/./referral-status.ts';
import { describe } from '../../../src/services/actions/./subscribe.ts';

type Deps = Pick<ActionDeps, 'store' | 'script' | 'settings' | 'randomBytes'>;

/** Whether the citizen has agreed to the present privacy notice; who has agreed to another hears why they are asked again. */
export const checkConsent = action(['given', 'needed', 'restricted'], (deps: Deps, turn) => {
  if (turn.profile.isRestricted) return { outcome: 'restricted' };
  const stand = consents.standOfConsent(deps, turn);
  if (stand === 'changed') turn.utterances.push({ type: 'say', key: 'submit.changed', values: {} });
  return { outcome: stand === 'given' ? 'given' : 'needed' };
});

/** Records the consent with the words that were agreed to, those that agreed, and the time; answers a wish in them. */
export const recordConsent = action(['recorded'], (deps: Deps, turn, values) => {
  const { digest, language, version } = consents.noteConsent(deps, turn, 'check');
  const said = textOf(values.said);
  const consent = { digest, language, version, at: turn.now, said };
  const wish = wishIn(said);
  if (wish) turn.utterances.push({ type: 'say', key: `submit.wish.${wish}`, values: {} });
  // These words promise news, which a withdrawal had turned off; who wrote BERHENTI stays without.
  const { hasWithdrawn = false, isOptedOut, ...profile } = turn.profile;
  turn.profile = { ...profile, consent, isOptedOut: isOptedOut && !hasWithdrawn };
  return { outcome: 'recrded' };
});

/** No news any more, and no subscription, until the citizen says otherwise. */
export const optOut = action(['stopped', 'already'], async (deps: Deps, turn) => {
  if (turn.profile.isOptedOut) return { outcome: 'already' };
  await consents.noteWithdrawal(deps, turn, 'subscription');
  turn.profile = {
    ...withSubscriptions(turn.profile, endSubscriptions(turn.profile.reach ?? {})),
    isOptedOut: true,
  };
  return { outcome: 'stopped' };
});

/** News again. */
export const optIn = action(['resumed', 'already'], (_deps, turn) => {
  if (!turn.profile.isOptedOut) return { outcome: 'already' };
  turn.profile = { ...turn.profile, isOptedOut: false };
  return { outcome: 'resumed' };
});

/** More reports than a citizen can have. */
const MOST_REPORTS = 5000;

/** Takes every consent back; the reports themselves go by the alarm that this sets (`process-requests.ts`). */
export const withdrawConsent = action(['withdrawn', 'nothing'], async (deps: Deps, turn) => {
  const { store } = deps;
  const tips = await store.cases.tipsBy(turn.citizen, MOST_REPORTS);
  const given = await consents.lastGiven(store.rights, turn.citizen);
  if (tips.length === 0 && given.length === 0 && !turn.profile.consent) {
    return { outcome: 'nothing' };
  }
  const receipt = ask(deps, turn, 'withdrawal');
  for (const text of given) consents.withdraw(turn, text);
  turn.changes.push({ type: 'detach' });
  const files = [...new Set(tips.flatMap(filesOf).map(({ sha256 }) => sha256))];
  const { consent: _, reports, ...kept } = turn.profile;
  const { spent } = await spendToday(deps, turn, []);
  turn.profile = {
    ...withSubscriptions(kept, endSubscriptions(kept.reach ?? {})),
    isOptedOut: true,
    ...(!kept.isOptedOut && { hasWithdrawn: true }),
    ...(spent && { spent }),
    requests: [...(kept.requests ?? []), { receipt, at: turn.now, nextAt: turn.now, files }],
    ...(reports && { reports: reports.map(withoutConsents) }),
  };
  return { outcome: 'withdrawn', values: { receipt, reached: await reachedPartners(deps, turn) } };
});

/** Keeps what there is and lets nobody use it. */
export const restrictData = restriction('restricted', true);

/** Lets what is kept be used again. */
export const liftRestriction = restriction('lifted', false);

function restriction<Done extends 'restricted' | 'lifted'>(outcome: Done, isRestricted: boolean) {
  return action([outcome, 'already'], (deps: Deps, turn) => {
    const { isRestricted: wasRestricted = false, ...profile } = turn.profile;
    if (wasRestricted === isRestricted) return { outcome: 'already' };
    const receipt = ask(deps, turn, isRestricted ? 'restriction' : 'continuation');
    turn.changes.push({ type: 'restrict', isRestricted });
    turn.changes.push({ type: 'done', receipt, at: turn.now });
    turn.profile = { ...profile, ...(isRestricted && { isRestricted }) };
    return { outcome, values: { receipt } };
  });
}

/** Writes down what is asked, under a receipt; questions that are open have lost their ground. */
function ask(deps: Deps, turn: Turn, asked: AskedRight): string {
  const receipt = toTicket(deps.randomBytes(9), 8);
  turn.changes.push({ type: 'asked', receipt, asked, at: turn.now });
  turn.conversation = { ...turn.conversation, frames: turn.conversation.frames.slice(-1) };
  return receipt;
}

type Report = NonNullable<Turn['profile']['reports']>[number];

/** Who reports is gone, and nobody may pass the report on; a partner who has it is told that it is withdrawn. */
function withoutConsents({ reporter: _, handOver: __, ...report }: Report): Report {
  return { ...report, wantsReminders: false };
}

/** Speaks the chosen language from now on. */
export const setLanguage = action(['set'], ({ script }: Deps, turn, { picked }) => {
  const language = script.locales.get(textOf(picked))?.language ?? defaultLanguage;
  turn.profile = { ...turn.profile, language };
  return { outcome: 'set' };
});

/** Erases everything about the citizen; the receipt proves it and names no person, only partners that were reached. */
export const forget = action(['forgotten'], async (deps: Deps, turn) => {
  const { reports = [] } = turn.profile;
  const begun = reports.map(({ startedAt }) => startedAt);
  turn.profile = await spendToday(deps, { ...turn, profile: withBlock(turn) }, begun);
  const receipt = toTicket(deps.randomBytes(9), 8);
  const { requests = [] } = turn.profile;
  turn.changes = [
    ...requests.map(
      (request) => ({ type: 'done', receipt: request.receipt, at: turn.now }) as const,
    ),
    { type: 'forget', receipt, at: turn.now },
  ];
  turn.isForgotten = true;
  turn.conversation = { ...turn.conversation, frames: turn.conversation.frames.slice(-1) };
  return { outcome: 'forgotten', values: { receipt, reached: await reachedPartners(deps, turn) } };
});

/** What is kept about the citizen, in words. */
export const gatherData = action(['gathered'], async (deps: Deps, turn) => {
  const words = wordsFor(deps, turn);
  const { store, script } = deps;
  const { consent, language, isOptedOut, isRestricted, reach } = turn.profile;
  const [messages, tips, told] = await Promise.all([
    store.turns.countMessages(turn.citizen),
    store.cases.tipsBy(turn.citizen, 200),
    store.ledger.toldTo(turn.citizen),
  ]);
  const cases = new Set(tips.map((tip) => tip.case)).size;
  return {
    outcome: 'gathered',
    values: {
      language: script.locales.get(language)?.name ?? language,
      consent: consent
        ? words('my-data.consent-given', {
            date: formatDay(consent.at, language),
            version: consent.version,
          })
        : words('my-data.consent-none'),
      restriction: isRestricted ? `\n• ${words('my-data.restricted')}` : '',
      subscription: reach?.subscription
        ? describe(deps, turn, reach.subscription)
        : words('my-data.none'),
      lessons: reach?.course?.next ?? words('my-data.none'),
      news: words(isOptedOut ? 'my-data.news-off' : 'my-data.news-on'),
      messages: messages === 0 ? words('my-data.none') : messages,
      cases: cases === 0 ? words('my-data.none') : cases,
      reports: turn.profile.reports?.length ?? words('my-data.none'),
      answers: told.length === 0 ? words('my-data.none') : told.length,
    },
  };
});

const DAY = 86_400_000;
/** More than a day allows. */
const MOST_A_DAY = 200;

/** The profile in which today's tips, and reports begun at some times, stay spent when they are known no more. */
async function spendToday(
  { store }: Pick<ActionDeps, 'store'>,
  { citizen, profile, now }: Pick<Turn, 'citizen' | 'profile' | 'now'>,
  begun: readonly number[],
): Promise<Profile> {
  const isToday = (at: number) => at > now - DAY;
  const tips = (await store.cases.tipsBy(citizen, MOST_A_DAY)).map(({ at }) => at).filter(isToday);
  const reports = begun.filter(isToday);
  const until = Math.max(0, ...tips, ...reports) + DAY;
  return spendReports(profile, { tips: tips.length, reports: reports.length, until }, now);
}
