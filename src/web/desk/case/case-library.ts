import { searchFactChecks } from '../../../services/cases/search-fact-checks.ts';
import { html, type Part } from '../../shared/html.ts';
import type { KnownVisit } from '../desk.ts';
import { toPath } from '../fact-checks/change-parts.ts';
import { askedFor } from '../read-form.ts';
import { showLine } from '../show-text.ts';
import { attachLink } from './case-near.ts';
import { type CaseSheet, verdictBadge } from './case-outcome.ts';

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
