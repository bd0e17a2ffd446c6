import { may } from '../../../domain/accounts/permissions.ts';
import { formatDay } from '../../../i18n/format-date.ts';
import type { Listed } from '../../../services/fact-checks/public-list.ts';
import { html, type Part } from '../../shared/html.ts';
import { verdictBadge } from '../case/case-outcome.ts';
import type { KnownVisit } from '../desk.ts';
import { send } from '../layout.ts';
import { toPath } from './change-parts.ts';

/** What the page of the library shows. */
export interface FactChecksView {
  query: string;
  found: readonly Listed[];
  total: number;
  page: number;
  pages: number;
  /** How many changes wait. */
  waiting: number;
}

/** The library: a search, and fact-checks by what they say. */
export function sendFactChecks(visit: KnownVisit, view: FactChecksView): void {
  const { words, language, reviewer } = visit;
  const { library } = words;
  const body = html`<div class="head"><h1>${library.title} <span class="count">${view.total}</span></h1>
<a class="button" href="/review/changes">${words.changes.title}${view.waiting > 0 && ` (${view.waiting})`}</a>
${may(reviewer.role, 'edit-fact-check') && html`<a class="button" href="/review/new-fact-check">${library.add}</a>`}
${may(reviewer.role, 'import') && html`<a class="button" href="/review/import">${words.imports.title}</a>`}
${may(reviewer.role, 'export') && html`<a class="button" href="/review/fact-checks.csv" download>${library.export}</a>`}</div>
<form class="filter" action="/review/fact-checks" method="get" role="search">
<label class="grow"><span class="unseen">${library.search}</span>
<input id="search" type="search" name="q" value="${view.query}" placeholder="${library.searchHint}" maxlength="2000"></label>
<button>${library.submit}</button></form>
<h2>${view.query === '' ? library.newest : library.found(view.total)}</h2>
${view.found.length === 0 && html`<div class="empty"><p>${library.nothing}</p></div>`}
<ol class="cases">${view.found.map(
    (
      each,
    ) => html`<li class="case"><a class="go" href="${toPath(each.id)}"><span class="claim">${each.title}</span></a>
<p class="state plain">${verdictBadge(words, { verdict: each.verdict, retracted: each.withdrawn })}
<span class="soft">${each.org}${each.publishedAt && ` · ${formatDay(each.publishedAt, language)}`}${each.version > 1 && ` · ${library.version(each.version)}`}</span></p></li>`,
  )}</ol>${pager(visit, view)}`;
  send(visit, { title: library.title, body, place: 'library' });
}

function pager({ words }: KnownVisit, { query, page, pages }: FactChecksView): Part {
  if (pages <= 1) return undefined;
  const { queue } = words;
  const to = (number: number) =>
    `/review/fact-checks?${new URLSearchParams({ q: query, page: String(number) })}`;
  return html`<nav class="pager" aria-label="${queue.page(page, pages)}">
${page > 1 && html`<a class="button" rel="prev" href="${to(page - 1)}">${queue.previous}</a>`}
<span>${queue.page(page, pages)}</span>
${page < pages && html`<a class="button" rel="next" href="${to(page + 1)}">${queue.following}</a>`}</nav>`;
}
