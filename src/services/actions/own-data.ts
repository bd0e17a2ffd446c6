import { toTicket } from '../../domain/cases/ticket.ts';
import { formatDay } from '../../i18n/format-date.ts';
import { type Call, wordsFor } from '../../ports/turn.ts';
import { withBlock } from '../privacy/block.ts';
import { spendToday } from './spend-today.ts';
import { describe } from './subscribe.ts';

const LANGUAGES: Readonly<Record<string, string>> = {
  indonesian: 'id',
  english: 'en',
  javanese: 'jv',
  sundanese: 'su',
};

/** Speaks the chosen language from now on. */
export const setLanguage: Call<'set'> = ({ turn, values }) => {
  const language = LANGUAGES[String(values.chosen)] ?? 'id';
  turn.profile = { ...turn.profile, language };
  return { outcome: 'set' };
};

/** Erases everything about the citizen; the receipt proves it and names nobody. */
export const forget: Call<'forgotten'> = async ({ tipline, turn }) => {
  const { reports = [] } = turn.profile;
  const begun = reports.map(({ startedAt }) => startedAt);
  turn.profile = await spendToday(tipline, { ...turn, profile: withBlock(turn) }, begun);
  const receipt = toTicket(tipline.randomBytes(9), 8);
  const { requests = [] } = turn.profile;
  turn.changes = [
    ...requests.map(
      (request) => ({ type: 'done', receipt: request.receipt, at: turn.now }) as const,
    ),
    { type: 'forget', receipt, at: turn.now },
  ];
  turn.isForgotten = true;
  turn.conversation = { frames: turn.conversation.frames.slice(-1) };
  return { outcome: 'forgotten', values: { receipt } };
};

/** What is kept about the citizen, in words. */
export const gatherData: Call<'gathered'> = async ({ tipline, turn }) => {
  const words = wordsFor(tipline, turn);
  const { store, script } = tipline;
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
        ? describe(tipline, turn, reach.subscription)
        : words('my-data.none'),
      lessons: reach?.course?.next ?? words('my-data.none'),
      news: words(isOptedOut ? 'my-data.news-off' : 'my-data.news-on'),
      messages: messages === 0 ? words('my-data.none') : messages,
      cases: cases === 0 ? words('my-data.none') : cases,
      reports: turn.profile.reports?.length ?? words('my-data.none'),
      answers: told.length === 0 ? words('my-data.none') : told.length,
    },
  };
};
