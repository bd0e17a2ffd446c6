import { may } from '../../../domain/accounts/permissions.ts';
import { isUsable } from '../../../domain/accounts/reviewer.ts';
import { heldLease } from '../../../domain/cases/lifecycle.ts';
import { threatLabels } from '../../../domain/cases/threats.ts';
import { listReplies } from '../../../services/cases/canned-replies.ts';
import { listPoints } from '../../../services/cases/checklists.ts';
import { searchFactChecks } from '../../../services/cases/compare-fact-check.ts';
import { seeMentions } from '../../../services/cases/mentions.ts';
import { type Preview, previewVerdict } from '../../../services/cases/publish-verdict.ts';
import { viewCase } from '../../../services/cases/queue.ts';
import { hasSecond } from '../../../services/fact-checks/has-second-reviewer.ts';
import { describeThreat } from '../../../ui-text/describe-threat.ts';
import { showClock, showTime } from '../../../ui-text/format-time.ts';
import { reasonsOf } from '../../../ui-text/reasons.ts';
import { type Html, html, type Part } from '../../shared/html.ts';
import { askedFor, type KnownVisit, partOf } from '../desk.ts';
import { toPath } from '../fact-checks/change-parts.ts';
import { alertIcon, postForm, send, sendMissing } from '../layout.ts';
import { referralsOf } from '../partners/referrals-part.ts';
import { showLine, showText, showWhatsApp } from '../show-text.ts';
import { type Typed, typedBefore } from '../typed.ts';
import { answersOf, evidenceOf, linksOf, offeredOf } from './case-evidence.ts';
import { claimMediaOf } from './case-media.ts';
import { attachLink, candidatesOf, similarOf } from './case-near.ts';
import { othersOf } from './case-others.ts';
import {
  type CaseSheet,
  can,
  caseForm,
  historyOf,
  outcomeOf,
  proposalOf,
  urgencyButtons,
  verdictBadge,
  verdictForm,
} from './case-outcome.ts';

/** A case: what is asked, what is known, and what can be done. */
export function sendCase(
  visit: KnownVisit,
  sheet: CaseSheet,
  { alert, status }: { alert?: Part; status?: number | undefined } = {},
): void {
  const { words } = visit;
  const { view } = sheet;
  const title = words.case.title(view.case.ticket);
  const [isUrgent, urgency] = [view.priority.urgency !== 'usual', urgencyPart(visit, sheet)];
  const rest = html`${sheet.referrals}${othersOf(visit, sheet)}${holdPart(visit, sheet)}${historyOf(visit, view)}`;
  const isForm = view.case.status === 'open' && sheet.fence !== undefined && can(visit, 'decide');
  const body = html`<div id="case" data-ticket="${view.case.ticket}">
<div class="head"><p class="crumb"><a id="back" href="/review/queue">${words.nav.queue}</a></p><h1>${title} <span class="badge ${view.case.status}">${words.case.status[view.case.status]}</span></h1>${sheet.lookers.length > 0 && html`<p class="soft">${words.case.lookers(sheet.lookers.join(', '))}</p>`}${leaseOf(visit, sheet)}</div>
<ul class="why">${view.case.status === 'open' && reasonsOf(view.priority, words).map(({ text, isAlarm }) => html`<li${isAlarm && html` class="hot"`}>${isAlarm && alertIcon()} ${text}</li>`)}
${(view.case.tags ?? []).map((tag) => html`<li class="tag">#${tag}</li>`)}</ul>
<div class="zones"><div class="zone">
<section class="asked" aria-labelledby="asked"><h2 id="asked">${words.case.claim}</h2>
<blockquote dir="auto">${showLine(view.case.claim, 2000) || words.queue.noWords}</blockquote>${view.isRead && html`<p class="soft">${words.queue.machineRead}</p>`}</section>
${claimMediaOf(visit, sheet)}${evidenceOf(visit, sheet)}
</div><div class="zone">${isUrgent && urgency}${offeredOf(visit, sheet)}${sheet.library}${candidatesOf(visit, sheet)}${similarOf(visit, sheet)}${linksOf(visit, sheet)}${answersOf(visit, sheet)}${!isUrgent && urgency}${threatPart(visit, sheet)}
${isForm && rest}
</div><div class="zone">${decisionSide(visit, sheet, isForm)}${!isForm && rest}</div></div></div>`;
  send(visit, { title, body, alert, status, place: 'queue', isWide: true });
}

function leaseOf(visit: KnownVisit, sheet: CaseSheet): Part {
  const { words, language } = visit;
  const { view, fence } = sheet;
  if (view.case.status !== 'open') return nextButton(visit);
  if (view.lease && fence === undefined) {
    return html`<p class="lease held">${words.case.held(view.lease.by, showClock(view.lease.until, language))}</p>`;
  }
  if (view.lease) {
    const release = html`<button>${words.case.release}</button>`;
    return html`<div class="lease mine"><p>${words.case.yours(showClock(view.lease.until, language))}</p>
${caseForm(visit, sheet, { action: 'release', inside: release })}</div>`;
  }
  if (!can(visit, 'claim')) return html`<p class="lease">${words.case.free}</p>`;
  const take = html`<button class="primary" id="take">${words.case.take}</button>`;
  return html`<div class="lease">${caseForm(visit, sheet, { action: 'claim', inside: take })}</div>`;
}

function nextButton(visit: KnownVisit): Part {
  if (!can(visit, 'claim')) return undefined;
  const button = html`<button class="primary" id="take-next">${visit.words.queue.next}</button>`;
  return postForm(visit, 'next', button);
}

function decisionSide(visit: KnownVisit, sheet: CaseSheet, isForm: boolean): Html {
  const { view, fence } = sheet;
  const isOpen = view.case.status === 'open';
  return html`${outcomeOf(visit, sheet)}
${isOpen && view.case.proposal !== undefined && proposalOf(visit, sheet)}
${isForm && verdictForm(visit, sheet)}
${isOpen && !isForm && fence === undefined && view.lease === undefined && html`<p class="hint">${visit.words.case.readOnly}</p>`}`;
}

/** How soon a case needs somebody, and one button for each answer a reviewer can give. */
function urgencyPart(visit: KnownVisit, sheet: CaseSheet): Part {
  const say = visit.words.urgency;
  const { case: found, priority } = sheet.view;
  if (found.status !== 'open') return undefined;
  const guessed = found.urgency === undefined && html` <span class="soft">(${say.guessed})</span>`;
  return html`<section class="threat" aria-labelledby="urgency"><h2 id="urgency">${say.title}</h2>
<p><strong>${say.name[priority.urgency]}</strong>${guessed}</p>
${can(visit, 'note') && caseForm(visit, sheet, { action: 'urgency', inside: urgencyButtons(visit.words, priority.urgency) })}</section>`;
}

/** The guess at the threat of a case with its reasons, and one button for each answer a reviewer can give. */
function threatPart(visit: KnownVisit, sheet: CaseSheet): Html {
  const { words } = visit;
  const { case: found, priority } = sheet.view;
  const { what, why } = describeThreat(priority.threat, found, words);
  const isOpen = found.status === 'open';
  return html`<section class="threat" aria-labelledby="threat"><h2 id="threat">${words.triage.title}</h2>
<p><strong>${what}</strong></p>
${why !== '' && html`<p class="soft">${words.triage.because}: ${showText(why)}</p>`}
${priority.threat && !priority.threat.isByReviewer && html`<p class="hint">${words.triage.caution}</p>`}
${isOpen && can(visit, 'note') && threatForm(visit, sheet)}</section>`;
}

function threatForm(visit: KnownVisit, sheet: CaseSheet): Html {
  const { words } = visit;
  const present = sheet.view.case.threat ?? sheet.view.priority.threat?.threat;
  const inside = html`<fieldset class="plain"><legend class="hint">${words.triage.change}</legend><div class="actions">${threatLabels.map(
    (threat) =>
      html`<button class="small" name="threat" value="${threat}"${threat === present && html` aria-current="true"`}>${words.threat[threat]}</button>`,
  )}</div></fieldset>`;
  return caseForm(visit, sheet, { action: 'threat', inside });
}

/** What is different from plainly looking at a case. */
interface Turnout {
  alert?: Part;
  status?: number;
  typed?: Typed;
  preview?: Part;
}

export async function showCase(visit: KnownVisit, turnout: Turnout = {}): Promise<void> {
  const { desk, reviewer, request } = visit;
  const { deps } = desk;
  const ticket = partOf(request, 'ticket');
  const view = await viewCase(deps, ticket);
  if (!view) return sendMissing(visit, visit.words.queue.noTicket(showLine(ticket, 12)));
  const isNews = visit.mentions.some((each) => each.ticket === view.case.ticket && !each.isSeen);
  if (isNews && request.get('x-live') !== '1') {
    visit.mentions = await seeMentions(deps, reviewer.id, view.case.ticket);
  }
  const held = heldLease(view.case, deps.clock.now());
  const fence = held?.by === reviewer.name ? held.fence : undefined;
  const { alert, status, typed } = turnout;
  const { proposal } = view.case;
  const isLone = proposal && !(await hasSecond(deps.store, proposal.by));
  const preview =
    turnout.preview ??
    (proposal && view.case.status === 'open'
      ? previewPart(visit, await previewVerdict(deps, view.case, proposal))
      : undefined);
  const target = view.case.mergedInto && (await deps.store.cases.get(view.case.mergedInto));
  const mergedInto = target ? target.ticket : undefined;
  const known = { view, fence, preview, isLone, mergedInto };
  const colleagues = await colleaguesOf(visit);
  const lookers = desk.looks.note(view.case.ticket, reviewer.name, deps.clock.now());
  const replies = fence === undefined ? [] : await listReplies(deps);
  const points = await listPoints(deps, view.priority.topics);
  const prepared = { replies, points, colleagues, lookers };
  const sheet = { ...known, typed: typed ?? typedBefore(view.case), ...prepared };
  const library = await libraryPart(visit, sheet);
  const referrals = await referralsOf(visit, view);
  sendCase(visit, { ...sheet, library, referrals }, { alert, status });
}

/** The message as a citizen sees it, with its buttons and how long it is. */
export function previewPart({ words }: KnownVisit, { text, choices }: Preview): Html {
  return html`<p class="bubble" lang="id">${showWhatsApp(text)}</p>
<p class="buttons">${choices.map((choice) => html`<span class="reply">${choice}</span> `)}</p>
<p class="hint">${words.case.characters([...text].length)}</p>`;
}

/** Who can be given a case, for those who may give it. */
export async function colleaguesOf({ desk, reviewer }: KnownVisit): Promise<string[]> {
  if (!may(reviewer.role, 'hand-over')) return [];
  const all = await desk.gate.store.reviewers.list();
  return all.filter((each) => isUsable(each) && may(each.role, 'claim')).map(({ name }) => name);
}

const MOST = 8;

/** A search of the library beside the case; what it finds can be compared and used at once. */
export async function libraryPart(visit: KnownVisit, sheet: CaseSheet): Promise<Part> {
  const { desk, request, words } = visit;
  const { case: found } = sheet.view;
  if (found.status !== 'open') return undefined;
  const text = askedFor(request, 'q').trim().slice(0, 200);
  const near = text === '' ? [] : await searchFactChecks(desk.deps, { text }, { most: MOST });
  const rows = near.map(
    ({ factCheck }) =>
      html`<li class="card"><p>${verdictBadge(words, factCheck)} <a href="${toPath(factCheck.id)}">${showLine(factCheck.title, 160)}</a> <span class="soft">${factCheck.org}</span></p>
<div class="actions">${attachLink(visit, sheet, { id: factCheck.id })}</div></li>`,
  );
  return html`<section aria-labelledby="in-library"><h2 id="in-library">${words.case.inLibrary}</h2>
<form class="line" id="library" action="/review/cases/${found.ticket}" method="get" role="search"><label class="unseen" for="library-text">${words.case.inLibrary}</label>
<input id="library-text" type="search" name="q" value="${text}" placeholder="${words.case.libraryHint}" maxlength="200" autocomplete="off"><button>${words.case.librarySearch}</button></form>
<div id="library-found" aria-live="polite" data-text="${text}">${text !== '' && rows.length === 0 && html`<p class="soft">${words.case.libraryNone}</p>`}
<ol class="near">${rows}</ol></div></section>`;
}

/** The legal hold of a case, and the form to set, renew or end it. */
function holdPart(visit: KnownVisit, sheet: CaseSheet): Part {
  const { hold } = sheet.view.case;
  const say = visit.words.hold;
  const isHeld = hold && hold.until > visit.desk.deps.clock.now();
  const told = isHeld && say.held(showTime(hold.until, visit.language), hold.by, hold.reason);
  if (!can(visit, 'hold-evidence')) return told && html`<p class="lease held">${told}</p>`;
  const inside = html`<p class="hint" id="hold-hint">${say.hint}</p><label for="hold-days">${say.days}</label><input id="hold-days" name="days" class="brief" inputmode="numeric" required maxlength="3" value="90" aria-describedby="hold-hint">
<label for="hold-reason">${say.reason}</label><input id="hold-reason" name="reason" required maxlength="300" autocomplete="off"><button>${say.save}</button>`;
  return html`<section class="card"><h2>${say.title}</h2>${told && html`<p><strong>${told}</strong></p>`}<details><summary>${say.open}</summary>${caseForm(visit, sheet, { action: 'hold', inside })}</details></section>`;
}
