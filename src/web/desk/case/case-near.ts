import { LEAST_ALIKE } from '../../../matching/judge.ts';
import type { Difference } from '../../../matching/match.ts';
import { SURE } from '../../../services/cases/compare-fact-check.ts';
import type { CaseView, Near } from '../../../services/cases/queue.ts';
import { describeSupport } from '../../../ui-text/describe-support.ts';
import type { Words } from '../../../ui-text/ui-text.ts';
import { type Html, html, type Part } from '../../shared/html.ts';
import type { KnownVisit } from '../desk.ts';
import { toPath } from '../fact-checks/change-parts.ts';
import { showLine } from '../show-text.ts';
import { type CaseSheet, can, caseForm, verdictBadge } from './case-outcome.ts';

/** Fact-checks that come near a case, each with what differs, to be compared and then used. */
export function candidatesOf(visit: KnownVisit, sheet: CaseSheet): Part {
  const { words } = visit;
  const { candidates, case: found } = sheet.view;
  if (found.status !== 'open') return undefined;
  const { unlike } = found;
  return html`<section aria-labelledby="candidates"><h2 id="candidates">${words.case.candidates}</h2>
${candidates.length === 0 && html`<p class="soft">${words.case.noCandidates}</p>`}
<ol class="near">${candidates.map((near) => candidate(visit, sheet, near))}</ol>${unlike && unlikeForm(visit, sheet, { text: words.case.unlikeBack(unlike.length) })}</section>`;
}

/** Open cases that may ask the same, to be merged. */
export function similarOf(visit: KnownVisit, sheet: CaseSheet): Part {
  const { words } = visit;
  const { similar, case: found } = sheet.view;
  if (similar.length === 0) return undefined;
  return html`<section aria-labelledby="similar"><h2 id="similar">${words.case.similar}</h2>
<ol class="near">${similar.map(({ case: other, score, differences, shared }) => {
    const merge = html`<input type="hidden" name="into" value="${other.ticket}"><button>${words.case.merge(other.ticket)}</button>`;
    return html`<li class="card"><p class="score">${nearness(score, words)} <a href="/review/cases/${other.ticket}" class="ticket">${other.ticket}</a></p>
<p dir="auto">${showLine(other.claim, 240)}</p>${sharesOf(shared, words)}
${differencesOf({ score, differences }, words, words.case.inOtherCase)}
<div class="actions">${can(visit, 'merge') && caseForm(visit, sheet, { action: 'merge', inside: merge })}
${compareLink(words, found.ticket, { case: other.ticket })}${unlikeForm(visit, sheet, { id: other.ticket })}</div></li>`;
  })}</ol></section>`;
}

function candidate(visit: KnownVisit, sheet: CaseSheet, near: CaseView['candidates'][number]) {
  const { words } = visit;
  const { factCheck, score, support = [], shared } = near;
  const isLikely = score >= LEAST_ALIKE;
  return html`<li class="card"><p class="score">${verdictBadge(words, factCheck)} ${nearness(score, words)}</p>
<p><a href="${toPath(factCheck.id)}">${showLine(factCheck.title, 200)}</a> <span class="soft">${factCheck.org}</span></p>
${factCheck.summary && html`<p class="soft">${showLine(factCheck.summary, 200)}</p>`}
${sharesOf(shared, words)}
${support.length > 0 && html`<ul class="support">${support.map((each) => html`<li>${describeSupport(each, words.support)}</li>`)}</ul>`}
${differencesOf(near, words, words.case.inOther)}
<div class="actions">${attachLink(visit, sheet, { id: factCheck.id, isLikely })}${unlikeForm(visit, sheet, { id: factCheck.id })}</div></li>`;
}

/** Leads to the comparison with a fact-check, by which it can be used where the reviewer holds the case. */
export function attachLink(
  visit: KnownVisit,
  { fence, view }: CaseSheet,
  { id, isLikely = true }: { id: string; isLikely?: boolean },
): Html {
  const isUsable = fence !== undefined && can(visit, 'decide') && isLikely;
  return compareLink(visit.words, view.case.ticket, { factCheck: id }, isUsable);
}

function sharesOf(shared: readonly string[] = [], { case: say }: Words): Part {
  return (
    shared.length > 0 &&
    html`<p class="soft">${say.shares(shared.map((word) => showLine(word, 40)).join(', '))}</p>`
  );
}

/** How near something comes, in a word. */
function nearness(score: number, { case: say }: Words): Html {
  const { sure, maybe, weak } = say.near;
  const word = score >= SURE ? sure : score >= LEAST_ALIKE ? maybe : weak;
  return html`<span class="nearness${score >= SURE && ' agrees'}">${word}</span>`;
}

/** Says in one touch that something which comes near is another claim; without an id, brings all of that back. */
function unlikeForm(
  visit: KnownVisit,
  sheet: CaseSheet,
  { id, text = visit.words.case.unlike }: { id?: string; text?: string },
): Part {
  if (!can(visit, 'note')) return undefined;
  const inside = html`${id !== undefined && html`<input type="hidden" name="id" value="${id}">`}<button class="unlike quiet">${text}</button>`;
  return caseForm(visit, sheet, { action: 'unlike', inside });
}

function compareLink(
  { case: say, attach }: Words,
  ticket: string,
  other: Record<string, string>,
  isUsable = false,
): Html {
  const path = `/review/cases/${ticket}/compare?${new URLSearchParams(other)}`;
  return html`<a class="button${isUsable && ' attach'}" href="${path}">${isUsable ? attach.look : say.compare}</a>`;
}

/** Each detail that differs, as the one has it and as the other has it; or what the absence of any rests on. */
export function differencesOf(
  near: Pick<Near<object>, 'score' | 'differences' | 'support'>,
  words: Words,
  other: string,
): Html {
  const differences = trueDifferences(near.differences);
  const { case: say } = words;
  const low = near.score < LEAST_ALIKE && html`<p class="soft">${say.weakHint}</p>`;
  if (differences.length === 0) return html`${low}${!low && agreement(near, words)}`;
  const side = (text: readonly string[], where: string) =>
    html`<span class="side"><mark>${showLine(text.join(' '), 60) || say.nothing}</mark> <span class="soft">${where}</span></span>`;
  return html`${low}<ul class="differences">${differences.map(
    ({ type, message, factCheck }) =>
      html`<li><span class="label">${say.differs(say.difference[type])}</span> ${side(message, say.inCase)} <span aria-hidden="true">↔</span> ${side(factCheck, other)}</li>`,
  )}</ul>`;
}

/** Differences that can be seen: the same words at another place of both texts tell a reader nothing, beside others. */
function trueDifferences(all: readonly Difference[]): readonly Difference[] {
  const shown = (words: readonly string[]) => words.join(' ').toLowerCase();
  const seen = all.filter(({ message, factCheck }) => shown(message) !== shown(factCheck));
  return seen.length > 0 ? seen : all;
}

/** The differences in a few words, for a sentence. */
export function differencesInWords(differences: readonly Difference[], { case: say }: Words) {
  return trueDifferences(differences)
    .map(({ type, message, factCheck }) => {
      const sides = [message, factCheck].map((text) => showLine(text.join(' '), 60) || say.nothing);
      return `${say.difference[type]}: ${sides.join(' ↔ ')}`;
    })
    .join('; ');
}

/** That nothing differs is only said where words were compared and match well. */
function agreement(
  { score, support }: Pick<Near<object>, 'score' | 'support'>,
  { case: say, attach }: Words,
): Html {
  const isInWords = support?.some(({ type }) => type === 'words') ?? true;
  if (!isInWords) return html`<p class="soft">${attach.notInWords}</p>`;
  if (score >= SURE) return html`<p class="agrees">${say.same}</p>`;
  return html`<p class="soft">${say.noneFound}</p>`;
}
