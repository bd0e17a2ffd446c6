import { type Case, ticketOf } from '../../domain/cases/case.ts';
import { defang } from '../../domain/text/links.ts';
import { shorten } from '../../domain/text/shorten.ts';
import type { Values } from '../../engine/conversation.ts';
import { keysOf } from '../../i18n/keys-of.ts';
import { type Turn, textOf, wordsFor } from '../../ports/turn.ts';
import { breachNotice } from '../privacy/breach-notices.ts';
import { type ActionDeps, type ActionResult, action } from './action.ts';
import { answerVerdict, findValid, isDelivered, recordDelivery } from './answer-verdict.ts';
import outcomes from './news-outcomes.json' with { type: 'json' };

type Deps = Pick<ActionDeps, 'store' | 'script' | 'settings'>;

/** Reads news from the reviewers: a verdict, a correction, a retraction, a case closed without one, a partner's answer, a question, or a breach of data. */
export const readNotification = action(keysOf(outcomes), async (deps: Deps, turn, values) => {
  if (values.news === 'breach') return readBreach(deps, turn, values);
  const { store } = deps;
  const found = await store.cases.get(textOf(values.case));
  const ticket = found ? await ownTicket(deps, turn.citizen, found) : textOf(values.report);
  if (values.news === 'closed') {
    if (!ticket) return { outcome: 'gone' };
    const reason = wordsFor(deps, turn)(`closing.${found?.closing ?? 'unverifiable'}`);
    return { outcome: 'closed', values: { ticket, reason } };
  }
  if (values.news === 'referral' && ticket) return readReferral(deps, turn, { ticket, values });
  if (values.news === 'report-question' || values.news === 'report-declined') {
    return readDeskWords(turn, { ticket: textOf(values.report), values });
  }
  if (values.news === 'question') return readQuestion(deps, turn, found, textOf(values.reason));
  const id = textOf(values.factCheck);
  const factCheck = await store.factChecks.get(id);
  if (factCheck && (await isDelivered(deps, turn, factCheck))) return { outcome: 'gone' };
  if (values.news === 'retraction' && factCheck) {
    recordDelivery(turn, factCheck);
    const title = defang(shorten(factCheck.title, 120));
    return { outcome: 'retraction', values: { title, reason: defang(textOf(values.reason)) } };
  }
  const valid = await findValid(deps, id);
  if (!valid) return withoutVerdict(deps, turn, { found, ticket, id });
  // Who has asked nothing in the case was told an older version of the same.
  const outcome = values.news === 'correction' || !ticket ? 'correction' : 'verdict';
  return { outcome, values: { ...answerVerdict(deps, turn, valid), ...(ticket && { ticket }) } };
});

/** Which data was open to others, and when. */
function readBreach(deps: Deps, turn: Turn, values: Values): ActionResult<'breach'> {
  const { language } = turn.profile;
  const letter = breachNotice(deps, language, {
    from: Number(values.from),
    to: Number(values.until),
    kinds: textOf(values.reason).split(','),
  });
  return { outcome: 'breach', values: { letter } };
}

/** Tells a citizen whose verdict was withdrawn before it reached them that there is none. */
function withoutVerdict(
  deps: Deps,
  turn: Turn,
  { found, ticket, id }: { found: Case | undefined; ticket: string | undefined; id: string },
): ActionResult<'closed' | 'gone'> {
  const isOfCase = found?.status === 'published' && found.factCheck === id;
  if (!isOfCase || !ticket) return { outcome: 'gone' };
  const reason = wordsFor(deps, turn)('closing.unverifiable');
  return { outcome: 'closed', values: { ticket, reason } };
}

/** How far those are to whom the case was passed on, and what they say of it. */
function readReferral(
  deps: Deps,
  turn: Turn,
  { ticket, values }: { ticket: string; values: Values },
): ActionResult<'referral'> {
  const words = wordsFor(deps, turn);
  const organisation = textOf(values.organisation);
  const note = textOf(values.reason);
  const isRecorded = values.wording === 'recorded';
  const group = isRecorded ? 'referral.recorded' : 'referral';
  const head = values.wording === 'corrected' ? `${words('referral.corrected')}\n\n` : '';
  const isMore = values.wording === 'more' || values.wording === 'reopened';
  const line = words(`${group}.${isMore ? values.wording : textOf(values.status)}`, {
    organisation,
  });
  const more = note === '' ? '' : `\n\n${words(`${group}.note`, { organisation, note })}`;
  return { outcome: 'referral', values: { ticket, news: head + line + more } };
}

/** What the desk asks or says of a report; of no use once that is gone. */
function readDeskWords(
  { profile }: Turn,
  { ticket, values }: { ticket: string; values: Values },
): ActionResult<'report-question' | 'report-declined' | 'gone'> {
  const report = profile.reports?.find(({ id }) => id === ticket);
  if (!report?.handOver) return { outcome: 'gone' };
  const { reason = '', organisation = '' } = values;
  return {
    outcome: values.news === 'report-question' ? 'report-question' : 'report-declined',
    values: { ticket, question: reason, reason, organisation },
  };
}

/** A question is worth asking only while the case is open and the citizen's tip in it is known. */
async function readQuestion(
  { store }: Deps,
  { citizen }: Turn,
  found: Case | undefined,
  question: string,
): Promise<ActionResult<'question' | 'gone'>> {
  const tips = (await store.cases.tipsBy(citizen, 100)).filter((tip) => tip.case === found?.id);
  const first = tips.at(-1);
  if (found?.status !== 'open' || !first) return { outcome: 'gone' };
  const own = tips.map(({ id }) => ({ id, label: '' }));
  const ticket = ticketOf(first, found);
  return { outcome: 'question', values: { ticket, question, tips: own } };
}

/** More tips than a citizen has. */
const MOST = 5000;

/** The ticket under which a citizen knows a case; undefined for who has asked nothing in it. */
async function ownTicket({ store }: Pick<ActionDeps, 'store'>, citizen: string, found: Case) {
  const tips = await store.cases.tipsBy(citizen, MOST); // the latest first
  const first = tips.findLast((tip) => tip.case === found.id);
  return first && ticketOf(first, found);
}
