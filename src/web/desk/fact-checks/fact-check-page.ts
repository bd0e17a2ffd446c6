import { may } from '../../../domain/accounts/permissions.ts';
import { citedBy } from '../../../domain/fact-checks/citation.ts';
import {
  authorsOf,
  type PublishedFactCheck,
} from '../../../domain/fact-checks/published-fact-check.ts';
import { verdicts } from '../../../domain/fact-checks/verdicts.ts';
import type { OldVersion } from '../../../services/fact-checks/fact-check-versions.ts';
import { pathOf, publicView } from '../../../services/fact-checks/public-view.ts';
import { showTime } from '../../../ui-text/format-time.ts';
import { citationList } from '../../shared/citation-list.ts';
import { type Html, html, type Part } from '../../shared/html.ts';
import { verdictBadge } from '../case/case-outcome.ts';
import { showChanges } from '../case/show-changes.ts';
import { citationFields } from '../citation-fields.ts';
import type { KnownVisit } from '../desk.ts';
import { formField, optionsOf, send } from '../layout.ts';
import { signatoriesField } from '../partners/statements.ts';
import { showText } from '../show-text.ts';
import { toPath } from './change-parts.ts';

/** What the page of a fact-check shows. */
export interface FactCheckView {
  factCheck: PublishedFactCheck;
  told: number;
  versions: readonly OldVersion[];
  isWaiting: boolean;
  alert: Part;
}

/** A fact-check as the desk sees it, with what editors can do to it. */
export async function sendFactCheck(visit: KnownVisit, view: FactCheckView): Promise<void> {
  const { words, language, reviewer, desk } = visit;
  const { library } = words;
  const { factCheck, told, alert } = view;
  const isValid = factCheck.retracted === undefined;
  const body = html`<p class="crumb"><a id="back" href="/review/fact-checks">${library.title}</a></p>
<h1>${showText(factCheck.title)}</h1>
<p>${verdictBadge(words, factCheck)} <span class="badge">${library.version(factCheck.version)}</span>
${factCheck.sample && html`<span class="badge">${library.sample}</span>`}</p>
${!isValid && html`<p class="alert">${library.retracted}: ${factCheck.retracted}</p>`}
${view.isWaiting && html`<p class="alert"><a href="/review/changes">${words.changes.waits}</a></p>`}
<div class="case-columns"><div class="case-main">
${factCheck.claim && html`<section><h2>${library.claim}</h2><blockquote dir="auto">${showText(factCheck.claim)}</blockquote></section>`}
<section><h2>${library.summary}</h2><p>${factCheck.summary ?? '–'}</p>${factCheck.explanation && html`<p class="wording">${showText(factCheck.explanation.slice(0, 4000))}</p>`}</section>
<dl class="facts"><div><dt>${library.by}</dt><dd>${authorsOf(factCheck)}</dd></div>
<div><dt>${words.sources.origin}</dt><dd class="source">${originOf(visit, factCheck)}</dd></div>
<div><dt>${library.changedAt}</dt><dd>${showTime(factCheck.changedAt, language)}</dd></div></dl>
<h2>${library.source}</h2>${citationList(citedBy(factCheck), language, (sha256) => `${toPath(factCheck.id)}/copies/${sha256}`)}
${factCheck.noSource && html`<p>${words.proof.noSourceOf(factCheck.noSource)}</p>`}
<p>${library.told(told)} <a href="${pathOf(publicView(desk.deps, factCheck))}">${library.publicPage}</a></p>
${factCheck.narratives.length > 0 && html`<details><summary>${library.wordings(factCheck.narratives.length)}</summary><ul class="wordings">${factCheck.narratives.map((text) => html`<li><p class="wording" dir="auto">${showText(text.slice(0, 2000))}</p></li>`)}</ul></details>`}
</div><div class="case-side">
${isValid && may(reviewer.role, 'edit-fact-check') && (await correctForm(visit, factCheck))}
${isValid && may(reviewer.role, 'retract') && retractForm(visit, factCheck)}
${claimFilesPart(visit, factCheck)}${versionsPart(visit, view)}</div></div>`;
  send(visit, { title: factCheck.title, body, alert, place: 'fact-checks', isWide: true });
}

/** Where a fact-check came from: a source with the time, or this desk by what its id says. */
function originOf({ words, language }: KnownVisit, { from, id, sample }: PublishedFactCheck): Part {
  const { sources, library } = words;
  if (from) {
    const at = sources.originAt(showTime(from.at, language));
    return html`${from.source} <span class="soft">${at}</span>`;
  }
  if (sample) return library.sample;
  const [, ticket] = /^posko-(\w+)$/.exec(id) ?? [];
  if (ticket !== undefined) return sources.originCase(ticket.toUpperCase());
  return id.startsWith('desk-') ? sources.originDesk : sources.originUnknown;
}

async function correctForm(visit: KnownVisit, factCheck: PublishedFactCheck): Promise<Html> {
  const { id, verdict, summary, url, citations, title, article, signatories } = factCheck;
  const { words } = visit;
  const { library } = words;
  return html`<section class="card"><details><summary>${library.correct}</summary><p class="hint">${library.correctHint}</p>
<form action="${toPath(id)}/correct" method="post">${formField(visit)}
<label for="verdict">${words.case.decide}</label><select id="verdict" name="verdict">${optionsOf(verdicts, verdict, words.verdict)}</select>
<label for="summary">${words.case.summary}</label><textarea id="summary" name="summary" rows="5" minlength="10" maxlength="600" required lang="id">
${summary ?? ''}</textarea>
<label for="title">${words.case.headline}</label><input id="title" name="title" value="${title}" maxlength="600" required>
${citationFields(words, citedBy({ url, citations }))}
<label for="article">${words.case.article}</label><p class="hint" id="article-hint">${words.case.articleHint}</p>
<textarea id="article" name="article" rows="8" maxlength="20000" aria-describedby="article-hint" lang="id">
${article}</textarea>
${
  signatories &&
  (await signatoriesField(
    visit,
    signatories.map((each) => each.id),
  ))
}
<label for="why">${library.why}</label><input id="why" name="why" maxlength="300" required lang="id">
<button class="primary">${library.correctSubmit}</button></form></details></section>`;
}

function retractForm(visit: KnownVisit, { id }: PublishedFactCheck): Html {
  const { library } = visit.words;
  return html`<section class="card"><details><summary>${library.retract}</summary><p class="hint">${library.retractHint}</p>
<form action="${toPath(id)}/retract" method="post">${formField(visit)}
<label for="reason">${library.reason}</label><input id="reason" name="reason" maxlength="300" required lang="id">
<button class="danger">${library.retract}</button></form></details></section>`;
}

/** Each version that was replaced, with what the next one changed in its words. */
function versionsPart({ words, language }: KnownVisit, { factCheck, versions }: FactCheckView) {
  if (versions.length === 0) return undefined;
  const { library } = words;
  return html`<section class="card"><h2>${library.versions}</h2><ol class="history">${versions.map(
    (old, at) => {
      const next = versions[at - 1] ?? factCheck;
      const before = `${words.verdict[old.verdict]}. ${old.title}. ${old.summary ?? ''} ${old.url ?? ''}`;
      const after = `${words.verdict[next.verdict]}. ${next.title}. ${next.summary ?? ''} ${next.url ?? ''}`;
      return html`<li><strong>${library.was(old.version)}</strong> <span class="soft">${old.by}, ${showTime(old.at, language)}</span>
${showChanges(words, before, after)}</li>`;
    },
  )}</ol></section>`;
}

/** The pictures, sounds and films by which a fact-check is found, and the form that brings one more. */
function claimFilesPart(visit: KnownVisit, factCheck: PublishedFactCheck): Part {
  const { words, reviewer } = visit;
  const { files: say } = words.library;
  const count = (kind: 'picture' | 'sound' | 'film') =>
    (factCheck.files ?? []).filter((file) => file.kind === kind).length;
  const isValid = factCheck.retracted === undefined;
  return html`<section class="card"><h2>${say.title}</h2>
<p>${say.count(count('picture'), count('sound'), count('film'))}</p>
${
  isValid &&
  may(reviewer.role, 'edit-fact-check') &&
  html`<form action="${toPath(factCheck.id)}/files" method="post" enctype="multipart/form-data">${formField(visit)}
<label for="file">${say.add}</label><p class="hint" id="file-hint">${say.hint}</p>
<input type="file" id="file" name="file" required accept="image/*,audio/*,video/*" aria-describedby="file-hint"><button>${say.submit}</button></form>`
}</section>`;
}
