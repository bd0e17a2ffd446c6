import { citedBy } from '../../../domain/fact-checks/citation.ts';
import { factsOf, lookOf, verdicts } from '../../../domain/fact-checks/verdicts.ts';
import { decisionInWords } from '../../../ui-text/compare-words.ts';
import { showTime } from '../../../ui-text/format-time.ts';
import { citationList } from '../../shared/citation-list.ts';
import { type Html, html, type Part } from '../../shared/html.ts';
import { icon } from '../../shared/verdict-look.ts';
import type { KnownVisit } from '../desk.ts';
import { toPath } from '../fact-checks/change-parts.ts';
import { formField } from '../layout.ts';
import { cannedPart } from '../newsroom/newsroom-page.ts';
import { citationFields } from '../typed.ts';
import { type CaseSheet, can, caseForm, showChanges, verdictBadge } from './case-outcome.ts';
import { wordingsPart } from './wordings-part.ts';

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
