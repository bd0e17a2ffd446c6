import { may } from '../../../domain/accounts/permissions.ts';
import { jakartaDay } from '../../../domain/time/jakarta-day.ts';
import * as quality from '../../../services/cases/quality.ts';
import { showDay, showSpan } from '../../../ui-text/format-time.ts';
import { type Html, html } from '../../shared/html.ts';
import { verdictBadge } from '../case/case-outcome.ts';
import { fieldOf, formIn, get, type KnownVisit, partOf, post, type Route } from '../desk.ts';
import { postForm, send, sendMissing } from '../layout.ts';
import { showLine, showShare, showText } from '../show-text.ts';
import { tablePart } from './situation-page.ts';

/** Editors look again at some decisions of the last week; everyone sees what came of their own. */
export const qualityRoutes: readonly Route[] = [
  get('/quality', 'claim', showQuality),
  post('/quality/:ticket', 'check-quality', takeCheck),
];

async function showQuality(visit: KnownVisit, alert?: string): Promise<void> {
  const { desk, request, reviewer, words, language } = visit;
  const say = words.quality;
  const isEditor = may(reviewer.role, 'check-quality');
  const own = (all: readonly quality.Decided[]) =>
    all.filter(({ by }) => isEditor || by === reviewer.name);
  const weeks = await desk.drawnWeeks('all');
  const [last] = weeks;
  if (!last) return sendMissing(visit);
  const shown = weeks.find(({ week }) => String(week) === fieldOf(request, 'week')) ?? last;
  const sample = isEditor ? await quality.sampleFor(desk.deps, reviewer.name, shown.decided) : [];
  const people = quality.figuresByReviewer(own(last.decided));
  const day = (week: number) => showDay(jakartaDay(week), language);
  const byPerson = people.map(({ name, decided, workMs, again, corrected, checked, shares }) => [
    ...[name, decided, workMs === undefined ? '–' : showSpan(workMs, words), again, corrected],
    ...[checked, ...shares.map(showShare)],
  ]);
  const byWeek = weeks.map(({ week, decided }) => {
    const { checked, shares } = quality.tallyChecks(own(decided));
    return [day(week), checked, ...shares.map(showShare)];
  });
  const asked = [say.checked, ...quality.qualityQuestions.map((each) => say.share[each])];
  const notes = own(weeks.flatMap(({ decided }) => decided)).flatMap(
    ({ case: { ticket }, checks }) =>
      checks.flatMap((check) => (check.words ? { ticket, note: check.words } : [])),
  );
  const body = html`<h1>${say.title}</h1><p class="hint">${say.hint(day(shown.week))}</p>
${isEditor && sample.length === 0 && html`<div class="empty"><p>${say.nothing}</p></div>`}${sample.map((each) => checkPart(visit, each, shown.week))}
${tablePart(visit, { title: say.people, heads: [say.person, say.decided, say.work, say.again, say.corrected, ...asked], rows: byPerson })}
${tablePart(visit, { title: say.weeks, heads: [say.week, ...asked], rows: byWeek })}
${notes.length > 0 && html`<section class="card"><h2>${say.notes}</h2><ul>${notes.map(({ ticket, note }) => html`<li><a class="ticket" href="/review/cases/${ticket}">${ticket}</a> <span dir="auto">${showText(note)}</span></li>`)}</ul></section>`}`;
  send(visit, { title: say.title, body, alert, place: 'dashboard', isWide: true });
}

/** One decision of the sample of a week, and the form about it with what was typed there; who decided it is not said. */
function checkPart(visit: KnownVisit, decided: quality.Decided, week: number): Html {
  const { request, words, reviewer } = visit;
  const { case: found, factCheck, checks } = decided;
  const { ticket } = found;
  const say = words.quality;
  const isSent = partOf(request, 'ticket') === ticket;
  const typed = isSent ? formIn(request) : {};
  const isDone = checks.some(({ by }) => by === reviewer.name);
  const inside = html`<input type="hidden" name="week" value="${week}">${quality.qualityQuestions.map((each) => html`<fieldset><legend class="label">${say.question[each]}</legend>${(['yes', 'no'] as const).map((answer) => html`<label class="option"><input type="radio" name="${each}" value="${answer}" required${typed[each] === answer && html` checked`}> ${say[answer]}</label>`)}</fieldset>`)}
<label for="note-${ticket}">${say.note}</label><textarea id="note-${ticket}" name="note" rows="2" maxlength="1000">${typed.note}</textarea><button class="primary">${say.save}<span class="unseen">: ${ticket}</span></button>`;
  return html`<section class="card" aria-label="${ticket}"><p><a class="ticket" href="/review/cases/${ticket}">${ticket}</a> ${factCheck && verdictBadge(words, factCheck)} ${isDone && html`<span class="badge">${say.done}</span>`}</p>
<p dir="auto"><strong>${showLine(factCheck?.title ?? found.claim, 300)}</strong></p><p dir="auto">${showText(factCheck?.summary ?? '')}</p>
${!isDone && html`<details${isSent && html` open`}><summary>${say.check}</summary>${postForm(visit, `quality/${ticket}`, inside)}</details>`}</section>`;
}

async function takeCheck(visit: KnownVisit): Promise<void> {
  const { desk, request, response, reviewer, words } = visit;
  const action = { ticket: partOf(request, 'ticket'), reviewer: reviewer.name };
  const isKept = await quality.checkDecision(desk.deps, action, formIn(request));
  if (!isKept) return showQuality(visit, words.quality.wrong);
  response.redirect(303, '/review/quality?done=saved');
}
