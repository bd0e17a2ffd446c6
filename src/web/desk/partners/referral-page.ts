import { fileForms } from '../../../domain/partners/custody.ts';
import * as referral from '../../../domain/partners/referral.ts';
import { answerLabel } from '../../../i18n/say.ts';
import { linkToFile, takeFile } from '../../../services/partners/evidence-vault.ts';
import { fileOf } from '../../../services/partners/handle-referral.ts';
import type { BoardEntry, BoardStep } from '../../../services/partners/referral-board.ts';
import { nameOr } from '../../../ui-text/describe-details.ts';
import { showDay, showTime } from '../../../ui-text/format-time.ts';
import { html, type Part } from '../../shared/html.ts';
import { sendFile } from '../../shared/send-file.ts';
import { can, urgencyMark, verdictBadge } from '../case/case-outcome.ts';
import { type KnownVisit, partOf } from '../desk.ts';
import { formField, postForm, sendMissing } from '../layout.ts';
import { refuseAs } from '../serve-route.ts';
import { showAddress, showText } from '../show-text.ts';

/** One referral: what a partner may see of the case, how far they are, and the form to say so. */
export function referralPage(visit: KnownVisit, entry: BoardEntry, colleagues: readonly string[]) {
  const { words, language } = visit;
  const say = words.board;
  const row = (name: string, value: Part) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
  return html`<p class="crumb"><a id="back" href="/review/board">${say.title}</a></p>
<h1>${entry.reference} <span class="badge">${say.status[entry.status]}</span>${urgencyMark(words, entry.urgency)}</h1>
<section class="card"><h2>${entry.isReport ? words.reports.account : say.claim}</h2>
${entry.claim === '' ? html`<p class="soft">${entry.isRestricted ? say.restricted : say.gone}</p>` : html`<blockquote dir="auto">${showText(entry.claim)}</blockquote>`}
<dl>${row(say.organisation, entry.name)}${row(say.threat, words.threat[entry.threat])}
${row(say.region, entry.regions.join(', ') || '–')}${row(say.reports, entry.reports)}
${(entry.answers ?? []).map(({ name, label, values }) => row(entry.isReport ? label : answerLabel(visit.desk.deps.script.locales, language, name), showText(values.join(' · '))))}
${row(say.sent, timeOf(visit, entry.sentAt))}${row(say.answerBy, timeOf(visit, entry.answerBy))}</dl>
${entry.links.length > 0 && html`<h3>${say.links}</h3><ul>${entry.links.map((link) => html`<li class="address">${showAddress(link)}</li>`)}</ul>`}${reportPart(visit, entry)}</section>
${verdictPart(visit, entry)}${matterPart(visit, entry)}${answerForm(visit, entry)}${handlingPart(visit, entry, colleagues)}
<section class="card"><h2>${say.steps}</h2><ol class="history">${entry.steps.map(
    (step) =>
      html`<li><span class="soft">${timeOf(visit, step.at)}</span> <strong>${say.status[step.status]}</strong>${step.reason && html` <span>${say.withdrawn[step.reason]}</span>`} <span class="soft">${whoMade(visit, step)}</span>${step.note && html` <span dir="auto">${showText(step.note)}</span>`}</li>`,
  )}</ol></section>
${custodyPart(visit, entry)}${originOf(visit, entry)}`;
}

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
  const [ticket] = /^(?:LATIHAN-)?\w+/.exec(reference) ?? [];
  if (isReport) return report && can(visit, 'refer') && link(`reports/${reference}`, reports.open);
  return can(visit, 'see-case') && link(`cases/${ticket}`, board.openCase);
}

/** What there is of a citizen's report besides its words. */
function reportPart(visit: KnownVisit, { report, reference }: BoardEntry): Part {
  if (!report) return undefined;
  const { words, language } = visit;
  const say = words.reports;
  const { destinations, happenedOn, deadline, evidence, replies, sharedWith } = report;
  const belongs = destinations.map((each) => say.destination[each]).join(', ');
  const row = (name: string, value: Part) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
  return html`${replies.length > 0 && html`<h3>${say.replies}</h3>${replies.map((text) => html`<blockquote dir="auto">${showText(text)}</blockquote>`)}`}
<dl>${row(say.happened, showDay(happenedOn, language))}${row(say.deadline, showDay(deadline, language))}${row(say.belongs, belongs || '–')}${row(say.sharedWith, sharedWith.join(', ') || '–')}</dl>
${evidence.length > 0 && html`<h3>${say.evidence}</h3>${evidenceList(visit, reference, evidence)}`}`;
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

/** The partner's other referrals about the same matter: that they exist, and nothing of what is in them. */
function matterPart({ words: { board } }: KnownVisit, { sameMatter }: BoardEntry): Part {
  if (sameMatter.length === 0) return undefined;
  return html`<section class="card"><h2>${board.sameMatter}</h2><p class="hint">${board.sameHint}</p>
<ul>${sameMatter.map((each) => html`<li><a href="/review/board/${each}">${each}</a></li>`)}</ul></section>`;
}

function answerForm(visit: KnownVisit, entry: BoardEntry): Part {
  const { reference, status, steps, sameMatter } = entry;
  const { words, reviewer } = visit;
  const say = words.board;
  const recorder = reviewer.role === 'partner' ? 'partner' : 'post';
  const said = { steps: steps.map(({ by = '', ...step }) => ({ ...step, by })) };
  const next = referral.partnerStatuses.flatMap((each) => {
    const isNext = referral.canSay(each, said, recorder);
    const how = isNext ? undefined : referral.howToAdd(each, said, recorder);
    return isNext || how ? [{ each, how }] : [];
  });
  if (next.length === 0 || !can(visit, 'answer-referral')) return undefined;
  const isOpen = recorder === 'partner' && next.some(({ each, how }) => each === status && !how);
  const name = ({ each, how }: (typeof next)[number]) =>
    how
      ? say.how[how](say.status[each])
      : isOpen && each === status
        ? say.confirm(say.status[each])
        : say.status[each];
  return html`<section class="card"><h2>${say.answer}</h2><p class="hint">${recorder === 'post' ? say.recordHint : isOpen ? say.confirmHint(say.status[status]) : say.answerHint}</p>
<form action="/review/board/${reference}/status" method="post">${formField(visit)}
<fieldset class="plain"><legend>${say.newStatus}</legend>
${next.map((each) => html`<label class="option"><input type="radio" name="status" value="${each.each}" required> ${name(each)}</label>`)}</fieldset>
<label for="note">${say.note}</label><p class="hint" id="note-hint">${say.noteHint}</p>
<textarea id="note" name="note" rows="3" maxlength="280" data-counts="always" aria-describedby="note-hint" lang="id"></textarea>
${sameMatter.length > 0 && html`<label class="option"><input type="checkbox" name="together" value="yes"> ${say.alsoFor(sameMatter.length)}</label>`}
<button class="primary">${say.submit}</button></form></section>`;
}

/** What the desk and the partner write to each other, and the partner's own file; no citizen reads it. */
function handlingPart(visit: KnownVisit, entry: BoardEntry, colleagues: readonly string[]): Part {
  const { reference, notes, status, deletedAt, caseNumber = '', assignee = '' } = entry;
  const { words, reviewer } = visit;
  const say = words.handling;
  const isOpen = status !== 'ditarik' && can(visit, 'answer-referral');
  const form = (inside: Part) => postForm(visit, `board/${reference}/handling`, inside);
  const names = [...new Set([...colleagues, ...(assignee ? [assignee] : [])])];
  return html`<section class="card"><h2>${say.title}</h2><p class="hint">${say.hint}</p>
<dl><div><dt>${say.caseNumber}</dt><dd>${caseNumber || '–'}</dd></div><div><dt>${say.assignee}</dt><dd>${assignee || '–'}</dd></div></dl>
${notes.length > 0 && html`<ol class="history">${notes.map(({ at, from, by, text }) => html`<li><span class="soft">${timeOf(visit, at)} ${words.board.by[from](by)}</span> <span dir="auto">${showText(text)}</span></li>`)}</ol>`}
${isOpen && form(html`<label for="private">${say.note}</label><textarea id="private" name="note" rows="3" required maxlength="${referral.MAX_PRIVATE_NOTE}" lang="id"></textarea><button>${say.send}</button>`)}
${status === 'ditarik' && html`<p><strong>${deletedAt ? say.deleted(timeOf(visit, deletedAt)) : say.toDelete}</strong></p>${!deletedAt && reviewer.role === 'partner' && form(html`<button class="primary" name="deleted" value="yes">${say.haveDeleted}</button>`)}`}
${
  isOpen &&
  reviewer.role === 'partner' &&
  html`<details><summary>${say.file}</summary>${form(html`<input type="hidden" name="seen" value="${fileOf(entry)}">
<label for="case-number">${say.caseNumber}</label><input id="case-number" name="caseNumber" maxlength="${referral.MAX_CASE_NUMBER}" value="${caseNumber}" autocomplete="off">
<label for="assignee">${say.assignee}</label><select id="assignee" name="assignee"><option value="">–</option>${names.map((name) => html`<option${name === assignee && html` selected`}>${name}</option>`)}</select>
<button>${words.partners.save}</button>`)}</details>`
}</section>`;
}

function timeOf({ language, zone }: KnownVisit, at: number): string {
  return showTime(at, language, zone);
}

type Evidence = NonNullable<BoardEntry['report']>['evidence'];

/** Evidence with its full hash, and for some minutes links to the files that the citizen lets a partner have. */
export function evidenceList(visit: KnownVisit, reference: string, evidence: Evidence): Part {
  const { desk, words, token } = visit;
  const say = words.evidence;
  const deps = { ...desk.gate, ...desk.deps };
  const isOpen = visit.reviewer.role === 'partner' || can(visit, 'see-media');
  const links = (kind: string, sha256: string) =>
    fileForms
      .filter((form) => form === 'original' || (kind === 'image' && deps.reader))
      .map((form) => {
        const link = linkToFile(deps, token, { reference, sha256, form });
        const path = `/review/board/${reference}/files/${link}`;
        return html` <a class="button small" href="${path}" download>${say.form[form]}</a>`;
      });
  const hasFile = evidence.some(({ isKept }) => isKept);
  return html`<ul>${evidence.map(
    ({ kind, sha256, isKept }) =>
      html`<li>${nameOr(words.dashboard.kind, kind)}${sha256 !== undefined && html` <span class="address">SHA-256 ${sha256}</span>${isKept && isOpen && links(kind, sha256)}`}</li>`,
  )}</ul>${hasFile && html`<p class="hint">${say.hint}</p>`}`;
}

/** Who received a referral, opened it and took files along. */
function custodyPart({ words, language, zone }: KnownVisit, { custody }: BoardEntry): Part {
  const say = words.evidence;
  if (custody.length === 0) return undefined;
  return html`<section class="card"><h2>${say.custody}</h2><ol class="history">${custody.map(
    ({ at, by, from, what, sha256, copy }) =>
      html`<li><span class="soft">${showTime(at, language, zone)}</span> <strong>${say.deed[what]}</strong> <span class="soft">${words.board.by[from](by)}</span>${sha256 && html` <span class="address">${sha256}</span>`}${copy && html` ${say.copy} <span class="address">${copy}</span>`}</li>`,
  )}</ol></section>`;
}

/** Sends a file by its link, to the session that was given it. */
export async function sendEvidence(visit: KnownVisit, organisation: string | undefined) {
  const { desk, request, reviewer, words, token: key } = visit;
  if (organisation === undefined && !can(visit, 'see-media')) return refuseAs(visit, 'see-media');
  const taker = { key, by: reviewer.name, organisation };
  const taken = await takeFile({ ...desk.gate, ...desk.deps }, partOf(request, 'token'), taker);
  if (typeof taken === 'string') return sendMissing(visit, words.evidence.refused[taken]);
  sendFile(visit.response, taken.bytes, { name: taken.name });
}
