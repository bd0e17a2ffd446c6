import type { Difference } from '../../../matching/match.ts';
import { viewCase } from '../../../tipline/desk/review-queue.ts';
import { type Html, html, type Part } from '../../html.ts';
import type { KnownVisit } from '../desk.ts';
import { formField, send } from '../layout.ts';
import { toPath } from '../library/library-path.ts';
import { askedFor, partOf } from '../read-form.ts';
import { sendMissing } from '../send-missing.ts';
import { showText } from '../show-text.ts';
import { differencesOf } from './case-near.ts';
import { verdictBadge } from './case-outcome.ts';
import { can } from './case-sheet.ts';

/** One of two things that are compared. */
interface Other {
  head: Part;
  texts: readonly string[];
  where: string;
  /** What can be done where both are the same. */
  action: Part;
}

/** A case and a fact-check, or another case, side by side, with what differs marked in both. */
export async function showComparison(visit: KnownVisit): Promise<void> {
  const { words, desk, request } = visit;
  const view = await viewCase(desk.tipline, partOf(request, 'ticket'));
  if (!view) return sendMissing(visit, words.refusal.unknown);
  const { case: found, tips } = view;
  const candidate = view.candidates.find(
    (each) => each.factCheck.id === askedFor(request, 'factCheck'),
  );
  const similar = view.similar.find((each) => each.case.ticket === askedFor(request, 'case'));
  const near = candidate ?? similar;
  if (!near) return sendMissing(visit);
  const other = candidate
    ? factCheckSide(visit, found, candidate.factCheck)
    : await caseSide(visit, found.ticket, similar?.case.ticket ?? '');
  const wordings = [...new Set([found.claim, ...tips.map(({ text }) => text)])].filter(Boolean);
  const { differences } = near;
  const title = `${words.case.compare}: ${found.ticket}`;
  const body = html`<p class="crumb"><a id="back" href="/review/cases/${found.ticket}">${words.case.title(found.ticket)}</a></p>
<h1>${title}</h1>${differencesOf(differences, words, other.where)}
<div class="compare"><section class="card"><h2>${words.case.title(found.ticket)}</h2>
${side(wordings, wordsOf(differences, 'message'))}</section>
<section class="card">${other.head}${side(other.texts, wordsOf(differences, 'factCheck'))}${other.action}</section></div>`;
  send(visit, { title, body, place: 'queue', isWide: true });
}

function factCheckSide(
  visit: KnownVisit,
  {
    ticket,
    lease,
    status,
  }: { ticket: string; lease?: { by: string; fence: number } | undefined; status: string },
  factCheck: {
    id: string;
    title: string;
    claim?: string | undefined;
    summary?: string | undefined;
    narratives: readonly string[];
    verdict: keyof KnownVisit['words']['verdict'];
  },
): Other {
  const { words, reviewer } = visit;
  const isHeld = status === 'open' && lease?.by === reviewer.name && can(visit, 'decide');
  return {
    head: html`<h2><a href="${toPath(factCheck.id)}">${showText(factCheck.title)}</a></h2><p>${verdictBadge(words, factCheck)}</p>`,
    texts: [factCheck.claim, factCheck.summary, ...factCheck.narratives].flatMap(
      (text) => text ?? [],
    ),
    where: words.case.inOther,
    action:
      isHeld &&
      html`<form action="/review/cases/${ticket}/attach" method="post">${formField(visit)}
<input type="hidden" name="fence" value="${lease.fence}"><input type="hidden" name="id" value="${factCheck.id}">
<button class="primary attach">${words.case.attach}</button></form>`,
  };
}

async function caseSide(visit: KnownVisit, ticket: string, into: string): Promise<Other> {
  const { words, desk } = visit;
  const { cases } = desk.tipline.store;
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
  return html`<ul class="wordings">${texts.slice(0, 12).map((text) => html`<li><p class="wording" dir="auto">${mark(showText(text.slice(0, 4000)), marked)}</p></li>`)}</ul>`;
}

function wordsOf(differences: readonly Difference[], which: 'message' | 'factCheck'): string[] {
  return differences
    .flatMap((difference) => difference[which])
    .filter((word) => word.trim() !== '');
}

/** A text with some of its words marked. */
function mark(text: string, words: readonly string[]): Part {
  if (words.length === 0) return text;
  const any = words
    .toSorted((a, b) => b.length - a.length)
    .map((word) => RegExp.escape(showText(word)))
    .join('|');
  const pieces = text.split(new RegExp(`(?<![\\p{L}\\p{N}])(${any})(?![\\p{L}\\p{N}])`, 'giu'));
  return pieces.map((piece, at) => (at % 2 === 1 ? html`<mark>${piece}</mark>` : piece));
}
