import { may } from '../../../domain/accounts/permissions.ts';
import { formatDay } from '../../../i18n/format-date.ts';
import { inLanguage } from '../../../i18n/languages.ts';
import * as answers from '../../../services/voters/edit-answers.ts';
import { showTime } from '../../../ui-text/format-time.ts';
import { type Html, html, type Part } from '../../shared/html.ts';
import { fieldOf, get, type KnownVisit, partOf, post, type Route } from '../desk.ts';
import { send } from '../layout.ts';
import * as page from './voter-answer-page.ts';

/** Adds an answer; an incomplete one is shown again with its faults. */
export async function takeNewAnswer(visit: KnownVisit): Promise<void> {
  const { desk, request, response, reviewer, words } = visit;
  const typed = page.typedAnswerIn(request);
  const changing = { entry: page.toEntry(typed), by: reviewer.name, revision: 0 };
  await desk.deps.voterAnswers.follow();
  const isTaken = desk.deps.voterAnswers.get(typed.id) !== undefined;
  if (isTaken) return page.sendAnswerForm(visit, { typed, alert: words.voters.wrong.taken });
  const change = await answers.saveVoterEntry(desk.deps, changing);
  const alert = alertOf(visit, change);
  if (alert !== undefined) return page.sendAnswerForm(visit, { typed, alert });
  response.redirect(303, '/review/voter-answers?done=saved');
}

/** The form of an answer that there is. */
export async function showAnswer(visit: KnownVisit): Promise<void> {
  const known = visit.desk.deps.voterAnswers.get(partOf(visit.request, 'id'));
  if (!known) return sendVoters(visit, visit.words.voters.wrong.unknown);
  page.sendAnswerForm(visit, { typed: page.typeAnswer(known.entry), known });
}

/** Changes an answer on the version that its form was made from. */
export async function takeAnswer(visit: KnownVisit): Promise<void> {
  const { desk, request, reviewer } = visit;
  const id = partOf(request, 'id');
  const typed = { ...page.typedAnswerIn(request), id };
  if (!desk.deps.voterAnswers.get(id)) return sendVoters(visit, visit.words.voters.wrong.unknown);
  const changing = { entry: page.toEntry(typed), by: reviewer.name, revision: revisionIn(visit) };
  const change = await answers.saveVoterEntry(desk.deps, changing);
  finish(visit, change, typed);
}

/** Takes an answer away from citizens. */
export async function retireAnswer(visit: KnownVisit): Promise<void> {
  const { desk, request, reviewer } = visit;
  const id = partOf(request, 'id');
  const retiring = { id, by: reviewer.name, revision: revisionIn(visit) };
  const change = await answers.retireVoterEntry(desk.deps, retiring);
  if (change.type === 'unknown') return sendVoters(visit, visit.words.voters.wrong.unknown);
  const kept = change.type === 'same' ? ({ type: 'saved' } as const) : change;
  finish(visit, kept, { ...page.typedAnswerIn(request), id });
}

/** Goes on, or shows what was typed, or, where somebody else was faster, what the answer says now. */
function finish(visit: KnownVisit, change: answers.EntryChange, typed: page.TypedAnswer) {
  const alert = alertOf(visit, change);
  if (alert === undefined) {
    const done = change.type === 'same' ? 'same' : 'saved';
    return visit.response.redirect(303, `/review/voter-answers?done=${done}`);
  }
  const known = visit.desk.deps.voterAnswers.get(typed.id);
  const isStale = change.type === 'stale' && known !== undefined;
  const shown = isStale ? page.typeAnswer(known.entry) : typed;
  page.sendAnswerForm(visit, { typed: shown, known, alert });
}

function revisionIn({ request }: KnownVisit): number {
  const given = fieldOf(request, 'revision');
  return /^\d{1,9}$/.test(given) ? Number(given) : 0;
}

function alertOf({ words }: KnownVisit, change: answers.EntryChange): Part {
  const { wrong, form } = words.voters;
  if (change.type === 'saved' || change.type === 'same') return undefined;
  if (change.type !== 'bad') return wrong[change.type];
  const lines = change.problems.map(({ field }) => {
    const name = page.fieldOfPart(field);
    return name === undefined ? wrong.other : wrong.field(form[name]);
  });
  return html`<ul>${[...new Set(lines)].map((line) => html`<li>${line}</li>`)}</ul>`;
}

const ANSWER = '/voter-answers/:id';

/** Pages of the answers for voters: all may read them, editors change them. */
export const voterRoutes: readonly Route[] = [
  get('/voter-answers', 'see-fact-checks', sendVoters),
  get('/new-voter-answer', 'edit-voter-answers', (visit) =>
    page.sendAnswerForm(visit, { typed: page.typedAnswerIn({ body: {} }) }),
  ),
  post('/new-voter-answer', 'edit-voter-answers', takeNewAnswer),
  get(ANSWER, 'edit-voter-answers', showAnswer),
  post(ANSWER, 'edit-voter-answers', takeAnswer),
  post(`${ANSWER}/retire`, 'edit-voter-answers', retireAnswer),
];

/** What voters are told, what needs somebody first, and what they asked. */
async function sendVoters(visit: KnownVisit, alert?: string): Promise<void> {
  const { desk, words, reviewer } = visit;
  const { store, clock, voterAnswers } = desk.deps;
  const say = words.voters;
  const entries = answers.reviewVoterEntries(voterAnswers.all(), clock.now());
  const { answered, unknown } = await answers.voterQuestions(store.figures, clock.now());
  const needed = entries.filter(({ flaw }) => flaw !== undefined).length;
  const body = html`<div class="head"><h1>${say.title} <span class="count">${entries.length}</span></h1>
${may(reviewer.role, 'edit-voter-answers') && html`<a class="button" href="/review/new-voter-answer">${say.add}</a>`}</div>
<p class="hint">${say.hint}</p>
<p>${needed > 0 ? html`<strong>${say.needed(needed)}</strong>` : say.fine}</p>
<section class="card"><h2>${say.asked}</h2><p class="hint">${say.askedHint}</p>
${table(visit, { title: say.unknown, first: say.wording, rows: unknown.map(({ of, count }) => ({ of: of.split('-').join(' ').replaceAll('_', '…'), count })) })}
${table(visit, { title: say.answered, first: say.topicName, rows: answered })}</section>
<h2>${say.all}</h2>
<ol class="cases">${entries.map((entry) => row(visit, entry))}</ol>`;
  send(visit, { title: say.title, body, alert, status: alert ? 404 : 200, place: 'voters' });
}

function row(visit: KnownVisit, { entry, flaw, retired, changed }: answers.ReviewedEntry): Html {
  const { words, language, reviewer } = visit;
  const say = words.voters;
  const isEditor = may(reviewer.role, 'edit-voter-answers');
  const title = html`<strong class="claim">${inLanguage(entry.title, language)}</strong>`;
  const from = changed ? say.changedBy(changed.by, showTime(changed.at, language)) : say.cameAlong;
  const verified = entry.verified && say.verified(formatDay(entry.verified, language));
  const facts = [conditionsOf(visit, entry), verified, entry.source.name, from];
  return html`<li class="case">${isEditor ? html`<a class="go" href="/review/voter-answers/${entry.id}">${title}</a>` : title}
<p>${inLanguage(entry.answer, language)}</p>
<p class="state plain">${badgeOf(visit, { flaw, retired })}<span class="soft">${facts.filter(Boolean).join(' · ')}</span></p></li>`;
}

function badgeOf(
  { words }: KnownVisit,
  { flaw, retired }: Pick<answers.ReviewedEntry, 'flaw' | 'retired'>,
): Part {
  const say = words.voters;
  if (retired) return html`<span class="badge">${say.retired}</span> `;
  return flaw && html`<span class="badge out">${say.flaw[flaw]}</span> `;
}

function conditionsOf({ words }: KnownVisit, entry: answers.ReviewedEntry['entry']): string {
  const say = words.voters;
  const { election, region, registered } = entry;
  const isIn = registered && say.registered[registered];
  const named = [election && say.election[election], region, isIn];
  return named.filter(Boolean).join(', ') || say.forAll;
}

function table(
  { words }: KnownVisit,
  { title, first, rows }: { title: string; first: string; rows: readonly answers.AskedOften[] },
): Html {
  const say = words.voters;
  if (rows.length === 0) return html`<h3>${title}</h3><p class="soft">${say.nothing}</p>`;
  return html`<h3>${title}</h3><div class="scroll" tabindex="0" role="region" aria-label="${title}"><table class="plain-words">
<thead><tr><th>${first}</th><th>${say.times}</th></tr></thead>
<tbody>${rows.map(({ of, count }) => html`<tr><th scope="row">${of}</th><td>${count}</td></tr>`)}</tbody></table></div>`;
}
