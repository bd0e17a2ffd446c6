import { heldLease } from '../../../domain/cases/lifecycle.ts';
import { listWordings } from '../../../services/cases/choose-wordings.ts';
import { type Comparison, compareFactCheck } from '../../../services/cases/compare-fact-check.ts';
import { type CaseView, viewCase } from '../../../services/cases/queue.ts';
import type { NewWording } from '../../../services/fact-checks/new-wordings.ts';
import { type Html, html, type Part } from '../../shared/html.ts';
import { askedFor, type KnownVisit, partOf } from '../desk.ts';
import { toPath } from '../fact-checks/change-parts.ts';
import { formField, send, sendMissing } from '../layout.ts';
import { showText } from '../show-text.ts';
import { filesBeside } from './case-media.ts';
import { differencesInWords, differencesOf } from './case-near.ts';
import { can, verdictBadge } from './case-outcome.ts';
import { markWords, wordingsPart } from './wordings-part.ts';

/** One of two things that are compared. */
interface Other {
  head: Part;
  texts: readonly string[];
  where: string;
  /** What can be done where both are the same. */
  action: Part;
}

/** What is said above a comparison that was not agreed to as it stands, and what was written then. */
interface Turnout {
  factCheck?: string;
  alert?: Part;
  status?: number;
  reason?: string;
}

/** A case and a fact-check, or another case, side by side, with what differs marked in both. */
export async function showComparison(visit: KnownVisit, turnout: Turnout = {}): Promise<void> {
  const { words, desk, request } = visit;
  const view = await viewCase(desk.deps, partOf(request, 'ticket'));
  if (!view) return sendMissing(visit, words.refusal.unknown);
  const id = turnout.factCheck ?? askedFor(request, 'factCheck');
  const compared = id === '' ? undefined : await compareFactCheck(desk.deps, view.case, id);
  const similar = view.similar.find((each) => each.case.ticket === askedFor(request, 'case'));
  const near = compared ?? similar;
  if (!near) return sendMissing(visit);
  const other = compared
    ? await factCheckSide(visit, view, { compared, reason: turnout.reason ?? '' })
    : await caseSide(visit, view.case.ticket, similar?.case.ticket ?? '');
  const { case: found, tips } = view;
  const [ours, theirs] = compared ? await filesBeside(visit, view, compared) : [];
  const wordings = [...new Set([found.claim, ...tips.map(({ text }) => text)])].filter(Boolean);
  const title = `${words.case.compare}: ${found.ticket}`;
  const body = html`<p class="crumb"><a id="back" href="/review/cases/${found.ticket}">${words.case.title(found.ticket)}</a></p>
<h1>${title}</h1>${differencesOf(near, words, other.where)}
<div class="compare"><section class="card"><h2>${words.case.title(found.ticket)}</h2>
${ours}${side(wordings, wordsOf(near, 'message'))}</section>
<section class="card">${other.head}${theirs}${side(other.texts, wordsOf(near, 'factCheck'))}</section></div>
${other.action}`;
  const { alert, status } = turnout;
  send(visit, { title, body, alert, status, place: 'queue', isWide: true });
}

async function factCheckSide(
  visit: KnownVisit,
  view: CaseView,
  { compared, reason }: { compared: Comparison; reason: string },
): Promise<Other> {
  const { words, reviewer, desk } = visit;
  const { factCheck } = compared;
  const { id, title, claim, summary, narratives } = factCheck;
  const { ticket, status } = view.case;
  const lease = heldLease(view.case, desk.deps.clock.now());
  const isHeld = status === 'open' && lease?.by === reviewer.name && can(visit, 'decide');
  const wordings = isHeld ? await listWordings(desk.deps, ticket, { factCheck: id }) : [];
  const isForTwo = view.needsSecondPerson;
  return {
    head: html`<h2><a href="${toPath(id)}">${showText(title)}</a></h2><p>${verdictBadge(words, factCheck)}</p>`,
    texts: [claim, summary, ...narratives].flatMap((text) => text ?? []),
    where: words.case.inOther,
    action: isHeld
      ? attachForm(visit, compared, { ticket, fence: lease.fence, reason, wordings, isForTwo })
      : status === 'open' && html`<p class="hint">${words.attach.cannot}</p>`,
  };
}

async function caseSide(visit: KnownVisit, ticket: string, into: string): Promise<Other> {
  const { words, desk } = visit;
  const { cases } = desk.deps.store;
  const other = await cases.byTicket(into);
  const tips = other ? await cases.tipsOf(other.id) : [];
  return {
    head: html`<h2><a href="/review/cases/${into}">${words.case.title(into)}</a></h2>`,
    texts: [...new Set([other?.claim ?? '', ...tips.map(({ text }) => text)])].filter(Boolean),
    where: words.case.inOtherCase,
    action:
      can(visit, 'merge') &&
      html`<form action="/review/cases/${ticket}/merge" method="post">${formField(visit)}
<input type="hidden" name="into" value="${into}"><button class="primary">${words.case.merge(into)}</button></form>`,
  };
}

function side(texts: readonly string[], marked: readonly string[]): Html {
  return html`<ul class="wordings">${texts.slice(0, 12).map((text) => html`<li><p class="wording" dir="auto">${markWords(showText(text.slice(0, 4000)), marked)}</p></li>`)}</ul>`;
}

function wordsOf({ differences }: Pick<Comparison, 'differences'>, which: 'message' | 'factCheck') {
  const words = differences.flatMap((difference) => difference[which]);
  return words.filter((word) => word.trim() !== '');
}

/** What a form to attach is made under, and what was written into it. */
interface Attaching {
  ticket: string;
  fence: number;
  reason: string;
  wordings: readonly NewWording[];
  isForTwo: boolean;
}

/** Asks to use a fact-check for a case: what differs has to be ticked, and a poor match to be explained. */
function attachForm(
  visit: KnownVisit,
  { factCheck, differences, isUnlike, key }: Comparison,
  { ticket, fence, reason, wordings, isForTwo }: Attaching,
): Html {
  const { words } = visit;
  const say = words.attach;
  const agreed =
    differences.length > 0 ? say.agree(differencesInWords(differences, words)) : say.agreeLow;
  return html`<section class="card use" aria-labelledby="attach"><h2 id="attach">${say.title}</h2>
<form action="/review/cases/${ticket}/attach" method="post">${formField(visit)}
<input type="hidden" name="fence" value="${fence}"><input type="hidden" name="id" value="${factCheck.id}">
${
  isUnlike &&
  html`<label for="reason">${say.reason}</label><input id="reason" name="reason" value="${reason}" maxlength="300" required autocomplete="off">`
}
${
  (isUnlike || differences.length > 0) &&
  html`<label class="option"><input type="checkbox" name="confirmed" value="${key}" required> <span>${agreed}</span></label>`
}
${wordingsPart(visit, wordings, { isForTwo })}
<button class="primary" id="use">${say.use}</button></form></section>`;
}
