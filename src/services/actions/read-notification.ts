import type { Tipline } from '../../app/context.ts';
import type { Case } from '../../domain/cases/case.ts';
import { ticketOf } from '../../domain/cases/ticket.ts';
import type { PublishedFactCheck } from '../../domain/fact-checks/published-fact-check.ts';
import { defang } from '../../domain/text/links.ts';
import { shorten } from '../../domain/text/shorten.ts';
import type { Values } from '../../engine/conversation.ts';
import { type Call, type CallResult, type Turn, textOf, wordsFor } from '../../ports/turn.ts';
import { breachLetter } from '../privacy/breach-notices.ts';
import { findValid, recordTold, tell } from './answer-verdict.ts';
import { ownTicket } from './own-ticket.ts';

/** Reads news from the reviewers: a verdict, a correction, a retraction, a case closed without one, a partner's answer, a question, or a breach of data. */
export const readNotice: Call<
  | 'verdict'
  | 'correction'
  | 'retraction'
  | 'closed'
  | 'question'
  | 'referral'
  | 'breach'
  | 'report-question'
  | 'report-declined'
  | 'gone'
> = async ({ tipline, turn, values }) => {
  if (values.news === 'breach') return readBreach(tipline, turn, values);
  const { store } = tipline;
  const found = await store.cases.get(textOf(values.case));
  const ticket = found ? await ownTicket(tipline, turn.citizen, found) : textOf(values.report);
  if (values.news === 'closed') {
    if (!ticket) return { outcome: 'gone' };
    const reason = wordsFor(tipline, turn)(`closing.${found?.closing ?? 'unverifiable'}`);
    return { outcome: 'closed', values: { ticket, reason } };
  }
  if (values.news === 'referral' && ticket) return readReferral(tipline, turn, { ticket, values });
  if (values.news === 'report-question' || values.news === 'report-declined') {
    return readDeskWords(turn, { ticket: textOf(values.report), values });
  }
  if (values.news === 'question') return readQuestion(tipline, turn, found, textOf(values.reason));
  const id = textOf(values.factCheck);
  const factCheck = await store.factChecks.get(id);
  if (factCheck && (await isTold(tipline, turn, factCheck))) return { outcome: 'gone' };
  if (values.news === 'retraction' && factCheck) {
    recordTold(turn, factCheck);
    const title = defang(shorten(factCheck.title, 120));
    return { outcome: 'retraction', values: { title, reason: textOf(values.reason) } };
  }
  const valid = await findValid(tipline, id);
  if (!valid) return withoutVerdict(tipline, turn, { found, ticket, id });
  // Who has asked nothing in the case was told an older version of the same.
  const outcome = values.news === 'correction' || !ticket ? 'correction' : 'verdict';
  return { outcome, values: { ...tell(tipline, turn, valid), ...(ticket && { ticket }) } };
};

/** Which data was open to others, and when. */
function readBreach(tipline: Tipline, turn: Turn, values: Values): CallResult<'breach'> {
  const { language } = turn.profile;
  const letter = breachLetter(tipline, language, {
    from: Number(values.from),
    to: Number(values.until),
    kinds: textOf(values.reason).split(','),
  });
  return { outcome: 'breach', values: { letter } };
}

/** Whoever asked hears at least that there is none, where a verdict was withdrawn before it reached them. */
function withoutVerdict(
  tipline: Tipline,
  turn: Turn,
  { found, ticket, id }: { found: Case | undefined; ticket: string | undefined; id: string },
): CallResult<'closed' | 'gone'> {
  const isOfCase = found?.status === 'published' && found.factCheck === id;
  if (!isOfCase || !ticket) return { outcome: 'gone' };
  const reason = wordsFor(tipline, turn)('closing.unverifiable');
  return { outcome: 'closed', values: { ticket, reason } };
}

/** How far those are to whom the case was passed on, and what they say of it. */
function readReferral(
  tipline: Tipline,
  turn: Turn,
  { ticket, values }: { ticket: string; values: Values },
): CallResult<'referral'> {
  const words = wordsFor(tipline, turn);
  const organisation = textOf(values.organisation);
  const note = textOf(values.reason);
  const isRecorded = values.wording === 'recorded';
  const group = isRecorded ? 'referral.recorded' : 'referral';
  const head = values.wording === 'corrected' ? `${words('referral.corrected')}\n\n` : '';
  const line = words(`${group}.${textOf(values.status)}`, { organisation });
  const more = note === '' ? '' : `\n\n${words(`${group}.note`, { organisation, note })}`;
  return { outcome: 'referral', values: { ticket, news: head + line + more } };
}

/** What the desk asks or says of a report; of no use once that is gone. */
function readDeskWords(
  { profile }: Turn,
  { ticket, values }: { ticket: string; values: Values },
): CallResult<'report-question' | 'report-declined' | 'gone'> {
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
  { store }: Tipline,
  { citizen }: Turn,
  found: Case | undefined,
  question: string,
): Promise<CallResult<'question' | 'gone'>> {
  const tips = (await store.cases.tipsBy(citizen, 100)).filter((tip) => tip.case === found?.id);
  const first = tips.at(-1);
  if (found?.status !== 'open' || !first) return { outcome: 'gone' };
  const own = tips.map(({ id }) => ({ id, label: '' }));
  const ticket = ticketOf(first, found);
  return { outcome: 'question', values: { ticket, question, tips: own } };
}

/** Whether the citizen has the present version already, from an earlier notice or an answer. */
async function isTold(
  { store }: Tipline,
  { citizen }: Turn,
  { id, version }: PublishedFactCheck,
): Promise<boolean> {
  const told = await store.ledger.toldTo(citizen);
  return told.some((entry) => entry.factCheck === id && entry.version >= version);
}
