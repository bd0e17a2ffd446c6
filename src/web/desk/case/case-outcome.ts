import { may, type Permission } from '../../../domain/accounts/permissions.ts';
import type { HistoryEvent } from '../../../domain/cases/history.ts';
import { type Urgency, urgencies } from '../../../domain/cases/urgency.ts';
import { citedBy } from '../../../domain/fact-checks/citation.ts';
import { factsOf, lookOf, verdicts } from '../../../domain/fact-checks/verdicts.ts';
import type { CannedReply } from '../../../services/cases/canned-replies.ts';
import type { CaseView } from '../../../services/cases/queue.ts';
import { compareWords, decisionInWords } from '../../../ui-text/compare-words.ts';
import { historyInWords } from '../../../ui-text/describe-history.ts';
import { showClock, showTime } from '../../../ui-text/format-time.ts';
import type { Words } from '../../../ui-text/ui-text.ts';
import { citationList } from '../../shared/citation-list.ts';
import { type Html, html, type Part } from '../../shared/html.ts';
import { icon } from '../../shared/verdict-look.ts';
import type { KnownVisit } from '../desk.ts';
import { toPath } from '../fact-checks/change-parts.ts';
import { formField } from '../layout.ts';
import { cannedPart } from '../newsroom/newsroom-page.ts';
import { showText } from '../show-text.ts';
import { citationFields, type Typed } from '../typed.ts';
import { wordingsPart } from './wordings-part.ts';

/** How a case ended, and how that can be undone. */
export function outcomeOf(visit: KnownVisit, sheet: CaseSheet): Part {
  const { words, language, desk } = visit;
  const { case: found, factCheck } = sheet.view;
  if (found.status === 'open') return undefined;
  const until = found.undo?.until ?? 0;
  const isUndoable = until > desk.deps.clock.now() && can(visit, 'decide');
  const undo = html`<p class="hint" id="undo-left">${words.case.undoUntil(showClock(until, language))}</p><button class="danger" id="undo">${found.status === 'closed' ? words.case.reopen : words.case.undo} <kbd class="for-keys">u</kbd></button>`;
  return html`<section class="card"><h2>${words.case.outcome[found.status]}</h2>
${
  factCheck &&
  html`<p>${verdictBadge(words, factCheck)}</p><p><strong>${showText(factCheck.title)}</strong></p><p>${factCheck.summary}</p>
<p><a href="${toPath(factCheck.id)}">${words.case.openFactCheck}</a>${can(visit, 'warn-subscribers') && html` · <a href="/review/subscriptions/${found.ticket}">${words.reach.warn}</a>`}</p>`
}
${found.closing && html`<p>${words.case.closings[found.closing]}</p>`}
${found.status === 'merged' && mergedOf(visit, sheet)}
${isUndoable && html`<div data-left="${until - desk.deps.clock.now()}" data-text="${words.case.undoFor('{time}')}">${caseForm(visit, sheet, { action: 'take-back', inside: undo })}</div>`}</section>`;
}

/** A verdict by its word, its sign and its colour. */
export function verdictBadge(
  words: Words,
  { verdict, retracted }: { verdict: keyof Words['verdict']; retracted?: string | undefined },
): Html {
  const look = lookOf(verdict, retracted !== undefined);
  const word = retracted === undefined ? words.verdict[verdict] : words.library.retracted;
  return html`<span class="verdict v-${look.id}">${icon(look, 18)} ${word}</span>`;
}

function mergedOf(visit: KnownVisit, sheet: CaseSheet): Part {
  const { case: say } = visit.words;
  const { mergedInto } = sheet;
  const inside = html`<button>${say.unmerge}</button>`;
  return html`${mergedInto !== undefined && html`<p><a href="/review/cases/${mergedInto}">${say.title(mergedInto)}</a></p>`}
${can(visit, 'merge') && caseForm(visit, sheet, { action: 'unmerge', inside })}`;
}

/** Everything that was done to a case; a fact-check is called by its title. */
export function historyOf({ words, language }: KnownVisit, { history, factCheck }: CaseView): Html {
  const tell = ({ of, ...entry }: HistoryEvent) => {
    const named = of !== undefined && { of: of === factCheck?.id ? factCheck.title : of };
    return historyInWords({ ...entry, ...named }, words, (at) => showTime(at, language));
  };
  return html`<section class="card"><h2>${words.case.history}</h2><ol class="history">
${history.map((entry) => html`<li><span class="soft">${showTime(entry.at, language)}</span> <strong>${entry.by}</strong> <span dir="auto">${showText(tell(entry))}</span></li>`)}
</ol></section>`;
}

/** A case as it is shown to one reviewer. */
export interface CaseSheet {
  view: CaseView;
  /** The lease that this reviewer holds. */
  fence: number | undefined;
  typed: Typed;
  preview: Part;
  isLone: boolean | undefined;
  colleagues: readonly string[];
  /** Who else has the case before them. */
  lookers: readonly string[];
  mergedInto: string | undefined;
  /** What the newsroom has prepared to begin a text with. */
  replies: readonly CannedReply[];
  /** What is to be looked at before a verdict on its topics. */
  points: readonly string[];
  /** A search of the library, with what it found. */
  library?: Part;
  /** What was passed on to partners, and where it could go. */
  referrals?: Part;
}

/** A form that does one thing to a case, under the lease that the page was made under. */
export function caseForm(
  visit: KnownVisit,
  { view, fence }: Pick<CaseSheet, 'view' | 'fence'>,
  { action, inside }: { action: string; inside: Part },
): Html {
  return html`<form action="/review/cases/${view.case.ticket}/${action}" method="post">${formField(visit)}
${fence !== undefined && html`<input type="hidden" name="fence" value="${fence}">`}
${inside}</form>`;
}

export function can({ reviewer }: KnownVisit, permission: Permission): boolean {
  return may(reviewer.role, permission);
}

/** What stands beside something urgent; nothing beside the rest. */
export function urgencyMark({ urgency: say }: Pick<Words, 'urgency'>, urgency: Urgency): Part {
  return urgency !== 'usual' && html` <span class="badge hot">${say.name[urgency]}</span>`;
}

export function urgencyButtons({ urgency: say }: Pick<Words, 'urgency'>, present: Urgency): Html {
  return html`<fieldset class="plain"><legend class="hint">${say.change}</legend><div class="actions">${urgencies.map(
    (urgency) =>
      html`<button class="small" name="urgency" value="${urgency}"${urgency === present && html` aria-current="true"`}>${say.name[urgency]}</button>`,
  )}</div></fieldset>`;
}

/** A text with what was taken out and put in since an earlier one. */
export function showChanges({ library }: Words, before: string, after: string): Html {
  return html`<p class="wording">${compareWords(before, after).map(({ type, text }) =>
    type === 'same'
      ? text
      : type === 'gone'
        ? html`<del><span class="unseen">${library.before}: </span>${text}</del>`
        : html`<ins><span class="unseen">${library.after}: </span>${text}</ins>`,
  )}</p>`;
}

/** The form in which a reviewer decides; its words are kept as they are typed. */
export function verdictForm(visit: KnownVisit, sheet: CaseSheet): Html {
  const { words, language } = visit;
  const { view, fence } = sheet;
  const { draft, ticket } = view.case;
  const say = words.case;
  const path = `/review/cases/${ticket}`;
  return html`<section class="card decide" aria-labelledby="decide"><h2 id="decide">${say.decide}</h2>
<p class="hint for-keys">${say.decideHint(verdicts.length)}</p>
<form id="decision" action="${path}/verdict" method="post" data-path="${path}" data-kept="posko ${ticket} ${visit.reviewer.name}" data-count="${say.characters(0).replace('0', '{n}')}" data-lost="${words.refusal.lost}" data-offline="${say.offline}" data-restored="${say.restored}" data-again="${say.again}" data-unchecked="${words.newsroom.publishUnchecked('{points}')}">${formField(visit)}
<input type="hidden" name="fence" value="${fence ?? ''}">
${choices(visit, sheet)}
${fields(visit, sheet)}
${sheet.points.length > 0 && checklist(visit, sheet)}
${view.needsSecondPerson && html`<p class="second">${say.needsSecond}</p>`}
<section class="preview" id="preview" aria-labelledby="preview-title" aria-live="off"${sheet.preview === undefined && html` hidden`}>
<h3 id="preview-title">${say.previewTitle}</h3><div id="preview-body">${sheet.preview}</div></section>
<div class="publish-bar"><button class="primary" id="publish">${view.needsSecondPerson ? say.propose : say.publish}</button>
<button class="no-js" formaction="${path}/preview">${say.preview}</button>
<button class="no-js" formaction="${path}/draft">${say.saveDraft}</button>
<p class="hint" id="saved" role="status">${draft && say.draftBy(draft.by, showTime(draft.at, language))}</p></div>
</form></section>`;
}

function choices({ words }: KnownVisit, { typed }: CaseSheet): Html {
  return html`<fieldset class="verdicts"><legend class="unseen">${words.case.decide}</legend>
${verdicts.map(
  (
    verdict,
    at,
  ) => html`<label class="choice v-${verdict}"><input type="radio" name="verdict" value="${verdict}" data-example="${factsOf(verdict).templates[0]}"${typed.verdict === verdict && html` checked`}>
<span class="face">${icon(lookOf(verdict), 20)} <span>${words.verdict[verdict]}</span> <kbd aria-hidden="true">${at + 1}</kbd></span></label>`,
)}</fieldset>`;
}

function checklist({ words }: KnownVisit, { points, typed }: CaseSheet): Html {
  return html`<fieldset class="plain"><legend class="label">${words.newsroom.checklist}</legend>${points.map(
    (point) =>
      html`<label class="option"><input type="checkbox" name="checked" value="${point}"${typed.checked.includes(point) && html` checked`}> ${point}</label>`,
  )}</fieldset>`;
}

function fields(visit: KnownVisit, { typed, view, replies }: CaseSheet): Html {
  const { words } = visit;
  const say = words.case;
  return html`<label for="headline">${say.headline}</label>
<p class="hint" id="headline-hint">${say.headlineHint}</p>
<input id="headline" name="title" value="${typed.title}" maxlength="600" aria-describedby="headline-hint" autocomplete="off" lang="id">
<label for="summary">${say.summary}</label>
<p class="hint" id="summary-hint">${say.summaryHint}</p>
<textarea id="summary" name="summary" rows="4" maxlength="600" aria-describedby="summary-hint" lang="id">
${typed.summary}</textarea>
<p class="hint counter" id="counter"></p>${cannedPart(visit, replies, { use: 'verdict', into: 'summary' })}
<details class="examples"><summary>${say.example}</summary>${verdicts.map(
    (verdict) =>
      html`<p class="label">${words.verdict[verdict]}</p><ul lang="id">${factsOf(verdict).templates.map((text) => html`<li>${text} <button type="button" class="small needs-js" data-fill="${text}">${say.example}</button></li>`)}</ul>`,
  )}</details>
${citationFields(words, typed.citations)}
<label for="no-source">${words.proof.noSource}</label>
<p class="hint" id="no-source-hint">${words.proof.noSourceHint}</p>
<input id="no-source" name="noSource" value="${typed.noSource}" maxlength="300" aria-describedby="no-source-hint" autocomplete="off">
<details${typed.article !== '' && html` open`}><summary>${say.article}</summary><label class="unseen" for="article">${say.article}</label>
<p class="hint" id="article-hint">${say.articleHint}</p>
<textarea id="article" name="article" rows="8" maxlength="20000" aria-describedby="article-hint" lang="id">
${typed.article}</textarea></details>
${wordingsPart(visit, view.wordings, { isForTwo: view.needsSecondPerson })}`;
}

/** A verdict that waits for a second person, with what that person can do. */
export function proposalOf(visit: KnownVisit, sheet: CaseSheet): Part {
  const { words, reviewer } = visit;
  const { proposal } = sheet.view.case;
  if (!proposal) return undefined;
  const { decision, by, attach, earlier } = proposal;
  const say = words.case;
  const isOwn = by === reviewer.name;
  const unticked = sheet.points.filter((point) => !attach && !decision.checked?.includes(point));
  const approve = html`<input type="hidden" name="proposedAt" value="${proposal.at}">
<button class="primary" id="approve">${say.approve}</button>`;
  const sendBack = html`<label for="why">${say.sendBackWhy}</label>
<input id="why" name="why" maxlength="300" required><button>${say.sendBack}</button>`;
  return html`<section class="card"><h2>${say.proposal(by)}</h2>
<p>${verdictBadge(words, decision)}</p><p>${decision.summary}</p>
${earlier && html`<h3>${say.sinceProposal(earlier.by)}</h3>${showChanges(words, decisionInWords(words, earlier.decision), decisionInWords(words, decision))}`}
${attach && html`<p><a href="${toPath(attach.id)}">${say.openFactCheck}</a></p>`}
${citationList(citedBy(decision), visit.language)}
${unticked.length > 0 && html`<p>${words.newsroom.unchecked(unticked.join('; '))}</p>`}
${decision.noSource && html`<p>${words.proof.noSourceOf(decision.noSource)}</p>`}
${wordingsPart(visit, sheet.view.wordings, { isForTwo: true, isReadOnly: true })}
${sheet.preview && html`<div class="preview"><h3>${say.previewTitle}</h3>${sheet.preview}</div>`}
${isOwn && html`<p class="hint">${say.ownProposal}</p>`}${sheet.isLone && html`<p class="alert">${words.changes.noSecond}</p>`}
${!isOwn && !can(visit, 'publish-second') && html`<p class="hint">${say.editorsApprove}</p>`}
${
  !isOwn &&
  can(visit, 'publish-second') &&
  html`${caseForm(visit, sheet, { action: 'approve', inside: approve })}${caseForm(visit, sheet, { action: 'send-back', inside: sendBack })}
${sheet.fence === undefined && html`<p class="hint">${say.editProposal}</p>`}`
}</section>`;
}
