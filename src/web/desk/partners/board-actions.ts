import { canSay, partnerStatuses, standings } from '../../../domain/partners/referral.ts';
import { answerLabel } from '../../../i18n/say.ts';
import { audit } from '../../../services/accounts/audit.ts';
import { organisationOf } from '../../../services/organisations/organisations.ts';
import { answerReferral } from '../../../services/partners/refer-case.ts';
import {
  type BoardEntry,
  type BoardLine,
  type BoardStep,
  listBoard,
  viewReferral,
} from '../../../services/partners/referral-board.ts';
import { showDay, showTime } from '../../../ui-text/format-time.ts';
import { type Html, html, type Part } from '../../shared/html.ts';
import { can, verdictBadge } from '../case/case-outcome.ts';
import { urgencyMark } from '../case/urgency-buttons.ts';
import type { KnownVisit } from '../desk.ts';
import { formField, send, sendMissing } from '../layout.ts';
import { fieldOf, partOf } from '../read-form.ts';
import { showText } from '../show-text.ts';

/** Whose referrals somebody sees: partners those of their own organisation, the desk all. */
type Sight = { type: 'all' } | { type: 'own'; organisation: string } | { type: 'nothing' };

/** Shows the referrals that the user may see. */
export async function showBoard(visit: KnownVisit): Promise<void> {
  const sight = await sightOf(visit);
  if (sight.type === 'nothing') return showNothing(visit);
  const lines = await listBoard(visit.desk.deps, organisationIn(sight));
  const { title } = visit.words.board;
  send(visit, { title, body: boardPage(visit, lines), place: 'board', isWide: true });
}

/** One referral; that a partner has looked at it is written down. */
export async function showReferral(
  visit: KnownVisit,
  { alert, status = 200 }: { alert?: string; status?: number } = {},
): Promise<void> {
  const { desk, request, reviewer, words } = visit;
  const sight = await sightOf(visit);
  if (sight.type === 'nothing') return showNothing(visit);
  const organisation = organisationIn(sight);
  const entry = await viewReferral(desk.deps, partOf(request, 'reference'), organisation);
  if (!entry) return sendMissing(visit, words.board.missing);
  if (organisation !== undefined) {
    const event = { by: reviewer.name, what: 'referral-viewed', of: entry.reference } as const;
    await audit(desk.gate, { ...event, details: { organisation } });
  }
  const body = referralPage(visit, entry);
  send(visit, { title: entry.reference, body, alert, status, place: 'board' });
}

/** Takes what a partner says, or what somebody at the desk has heard from them. */
export async function takeStatus(visit: KnownVisit): Promise<void> {
  const { desk, request, response, reviewer, words } = visit;
  const sight = await sightOf(visit);
  if (sight.type === 'nothing') return showNothing(visit);
  const status = partnerStatuses.find((each) => each === fieldOf(request, 'status'));
  if (!status) return showReferral(visit, { alert: words.problem.text, status: 400 });
  const reference = partOf(request, 'reference');
  const answered = await answerReferral(desk.deps, {
    reference,
    organisation: organisationIn(sight),
    status,
    note: fieldOf(request, 'note').slice(0, 2000),
    by: reviewer.name,
    recordedBy: reviewer.role === 'partner' ? 'partner' : 'post',
  });
  if (answered.type === 'unknown') return sendMissing(visit, words.board.missing);
  if (answered.type !== 'done') {
    return showReferral(visit, { alert: words.board.refused, status: 409 });
  }
  response.redirect(303, `/review/board/${encodeURIComponent(reference)}?done=saved`);
}

async function sightOf({ desk, reviewer }: KnownVisit): Promise<Sight> {
  if (reviewer.role !== 'partner') return { type: 'all' };
  const organisation = await organisationOf(desk.deps, reviewer.id);
  return organisation ? { type: 'own', organisation: organisation.id } : { type: 'nothing' };
}

function organisationIn(sight: Exclude<Sight, { type: 'nothing' }>): string | undefined {
  return sight.type === 'own' ? sight.organisation : undefined;
}

function showNothing(visit: KnownVisit): void {
  const { title, homeless } = visit.words.board;
  const body = html`<h1>${title}</h1><div class="empty"><p>${homeless}</p></div>`;
  send(visit, { title, body, place: 'board' });
}

/** All that was passed on, in the order in which it needs somebody; nothing of what citizens wrote. */
function boardPage(visit: KnownVisit, lines: readonly BoardLine[]): Html {
  const say = visit.words.board;
  const isUrgent = (line: BoardLine) => line.urgency !== 'usual' && line.standing !== 'over';
  const urgent = [visit.words.urgency.title, lines.filter(isUrgent)] as const;
  const others = lines.filter((line) => !isUrgent(line));
  const groups = standings.map(
    (name) => [say.standing[name], others.filter(({ standing }) => standing === name)] as const,
  );
  const parts = [urgent, ...groups].map(([title, own]) => {
    if (own.length === 0) return undefined;
    return html`<section class="card"><h2>${title} <span class="count">${own.length}</span></h2>${table(visit, own, title)}</section>`;
  });
  return html`<h1>${say.title}</h1><p class="hint">${say.hint} ${visit.reviewer.role === 'partner' && say.audited}</p>
${lines.length === 0 && html`<div class="empty"><p>${say.nothing}</p></div>`}${parts}`;
}

function table({ words, language }: KnownVisit, lines: readonly BoardLine[], title: string): Html {
  const say = words.board;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${title}"><table>
<thead><tr><th>${say.reference}</th><th>${say.statusName}</th><th>${say.organisation}</th><th>${say.threat}</th><th>${say.sent}</th><th>${say.answerBy}</th></tr></thead>
<tbody>${lines.map(
    (line) =>
      html`<tr><td><a href="/review/board/${line.reference}">${line.reference}</a></td><td>${say.status[line.status]}</td><td>${line.name}</td><td>${words.threat[line.threat]}${urgencyMark(words, line.urgency)}</td>
<td class="time">${showTime(line.sentAt, language)}</td><td class="time">${showTime(line.answerBy, language)}</td></tr>`,
  )}</tbody></table></div>`;
}

/** One referral: what a partner may see of the case, how far they are, and the form to say so. */
function referralPage(visit: KnownVisit, entry: BoardEntry): Html {
  const { words, language } = visit;
  const say = words.board;
  const row = (name: string, value: Part) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
  return html`<p class="crumb"><a id="back" href="/review/board">${say.title}</a></p>
<h1>${entry.reference} <span class="badge">${say.status[entry.status]}</span>${urgencyMark(words, entry.urgency)}</h1>
<section class="card"><h2>${entry.isReport ? words.reports.account : say.claim}</h2>
${entry.claim === '' ? html`<p class="soft">${say.gone}</p>` : html`<blockquote dir="auto">${showText(entry.claim)}</blockquote>`}
<dl>${row(say.organisation, entry.name)}${row(say.threat, words.threat[entry.threat])}
${row(say.region, entry.regions.join(', ') || '–')}${row(say.reports, entry.reports)}
${(entry.answers ?? []).map(({ name, label, values }) => row(entry.isReport ? label : answerLabel(visit.desk.deps.script.locales, language, name), showText(values.join(' · '))))}
${row(say.sent, showTime(entry.sentAt, language))}${row(say.answerBy, showTime(entry.answerBy, language))}</dl>
${entry.links.length > 0 && html`<h3>${say.links}</h3><ul>${entry.links.map((link) => html`<li class="address">${showText(link)}</li>`)}</ul>`}${reportPart(visit, entry)}</section>
${verdictPart(visit, entry)}${answerForm(visit, entry)}
<section class="card"><h2>${say.steps}</h2><ol class="history">${entry.steps.map(
    (step) =>
      html`<li><span class="soft">${showTime(step.at, language)}</span> <strong>${say.status[step.status]}</strong> <span class="soft">${whoMade(visit, step)}</span>${step.note && html` <span dir="auto">${showText(step.note)}</span>`}</li>`,
  )}</ol></section>
${originOf(visit, entry)}`;
}

/** Who made a step, and who confirmed it. */
function whoMade({ words }: KnownVisit, step: BoardStep): string {
  const say = words.board.by;
  const isOwn = step.status === 'dikirim' || step.status === 'ditarik';
  const made = isOwn
    ? say.post(step.by)
    : say[step.recordedBy === 'post' ? 'record' : 'partner'](step.by);
  return step.confirmed ? `${made}, ${say.confirmed(step.confirmed.by)}` : made;
}

/** The way back to the case or the report, for those who may see it. */
function originOf(visit: KnownVisit, { reference, report, isReport }: BoardEntry): Part {
  const { board, reports } = visit.words;
  const link = (path: string, words: string) =>
    html`<p><a class="button" href="/review/${path}">${words}</a></p>`;
  if (isReport) return report && can(visit, 'refer') && link(`reports/${reference}`, reports.open);
  return can(visit, 'see-case') && link(`cases/${reference.split('-')[0]}`, board.openCase);
}

/** What there is of a citizen's report besides its words. */
function reportPart({ words, language }: KnownVisit, { report }: BoardEntry): Part {
  if (!report) return undefined;
  const say = words.reports;
  const { destinations, happenedOn, deadline, evidence, replies } = report;
  const belongs = destinations.map((each) => say.destination[each]).join(', ');
  const row = (name: string, value: Part) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
  return html`${replies.length > 0 && html`<h3>${say.replies}</h3>${replies.map((text) => html`<blockquote dir="auto">${showText(text)}</blockquote>`)}`}
<dl>${row(say.happened, showDay(happenedOn, language))}${row(say.deadline, showDay(deadline, language))}${row(say.belongs, belongs || '–')}</dl>
${evidence.length > 0 && html`<h3>${say.evidence}</h3><ul>${evidence.map(({ kind, sha256 }) => html`<li>${kind}${sha256 !== undefined && html` <span class="address">${sha256}</span>`}</li>`)}</ul>`}`;
}

function verdictPart({ words }: KnownVisit, { verdict, isReport }: BoardEntry): Part {
  if (isReport) return undefined;
  const say = words.board;
  if (!verdict) {
    return html`<section class="card"><h2>${say.verdict}</h2><p class="soft">${say.noVerdict}</p></section>`;
  }
  return html`<section class="card"><h2>${say.verdict}</h2><p>${verdictBadge(words, verdict)}</p><p>${verdict.summary}</p>
${verdict.url && html`<p class="address">${showText(verdict.url)}</p>`}</section>`;
}

function answerForm(visit: KnownVisit, { reference, status, steps }: BoardEntry): Part {
  const { words, reviewer } = visit;
  const say = words.board;
  const recorder = reviewer.role === 'partner' ? 'partner' : 'post';
  const said = { steps: steps.map(({ by = '', ...step }) => ({ ...step, by })) };
  const next = partnerStatuses.filter((each) => canSay(each, said, recorder));
  if (next.length === 0 || !can(visit, 'answer-referral')) return undefined;
  const isOpen = recorder === 'partner' && next.includes(status as (typeof next)[number]);
  return html`<section class="card"><h2>${say.answer}</h2><p class="hint">${recorder === 'post' ? say.recordHint : isOpen ? say.confirmHint(say.status[status]) : say.answerHint}</p>
<form action="/review/board/${reference}/status" method="post">${formField(visit)}
<fieldset class="plain"><legend>${say.newStatus}</legend>
${next.map((each) => html`<label class="option"><input type="radio" name="status" value="${each}" required> ${isOpen && each === status ? say.confirm(say.status[each]) : say.status[each]}</label>`)}</fieldset>
<label for="note">${say.note}</label><p class="hint" id="note-hint">${say.noteHint}</p>
<textarea id="note" name="note" rows="3" maxlength="280" aria-describedby="note-hint" lang="id"></textarea>
<button class="primary">${say.submit}</button></form></section>`;
}
