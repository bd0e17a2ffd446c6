import { may } from '../../../domain/accounts/permissions.ts';
import type { QueueFilter } from '../../../domain/cases/queue-filter.ts';
import type { SavedFilter } from '../../../services/cases/saved-filters.ts';
import { type Html, html, type Part } from '../../shared/html.ts';
import type { KnownVisit } from '../desk.ts';
import { formField } from '../layout.ts';

/** A saved filter as a list of the desk, with how many cases are on it. */
export type CountedFilter = SavedFilter & { count: number };

/** Saving the present filter, and what can be done to those that one has saved. */
export function savedFiltersPart(
  visit: KnownVisit,
  filter: QueueFilter,
  saved: readonly CountedFilter[],
): Html {
  const { words, reviewer } = visit;
  const say = words.filters;
  const own = saved.filter(({ owner }) => owner === reviewer.name);
  return html`<details><summary>${say.title}</summary>
<form action="/review/filters" method="post" class="line">${formField(visit)}${hidden(filter)}
<label for="filter-name">${say.save}</label><input id="filter-name" name="name" required maxlength="40" autocomplete="off"><button>${say.keep}</button></form>
<p class="hint">${say.hint}</p>
${own.map((each) => ownFilter(visit, each))}</details>`;
}

function hidden({ list = 'ready', topic, threat, tag, text }: QueueFilter): Part {
  return Object.entries({ list, topic, threat, tag, text }).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value ?? ''}">`,
  );
}

function ownFilter(visit: KnownVisit, { id, name, isShared }: CountedFilter): Html {
  const { words, reviewer } = visit;
  const say = words.filters;
  const path = `/review/filters/${id}`;
  return html`<form action="${path}/rename" method="post" class="line">${formField(visit)}
<label for="name-${id}">${say.name(name)}</label><input id="name-${id}" name="name" value="${name}" required maxlength="40" autocomplete="off">
<button>${say.rename}<span class="unseen">: ${name}</span></button>
${may(reviewer.role, 'share-filter') && html`<button formaction="${path}/share" formnovalidate name="share" value="${isShared ? 'no' : 'yes'}">${isShared ? say.unshare : say.share}<span class="unseen">: ${name}</span></button>`}
<button class="danger" formaction="${path}/remove" formnovalidate>${say.remove}<span class="unseen">: ${name}</span></button></form>`;
}
