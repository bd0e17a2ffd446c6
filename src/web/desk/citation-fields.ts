import type { Request } from 'express';
import type { Draft } from '../../domain/cases/case.ts';
import { MOST_CITATIONS } from '../../domain/fact-checks/citation.ts';
import type { Words } from '../../ui-text/ui-text.ts';
import { type Html, html } from '../shared/html.ts';
import { fieldsOf } from './desk.ts';

/** A source as typed, good or not. */
export type TypedCitation = NonNullable<Draft['citations']>[number];

/** Names of the fields of one source; each is sent once for every source, in order. */
const names = { url: 'url', title: 'urlTitle', quote: 'urlQuote', seenOn: 'urlSeen' } as const;

/** Reads the sources of a form; rows without an address, a title and a quote are left out. */
export function citationsIn(request: Pick<Request, 'body'>): TypedCitation[] {
  const rows = fieldsOf(request, names.url).map((_, at): TypedCitation => {
    const typed = (name: string) => (fieldsOf(request, name)[at] ?? '').trim().slice(0, 2000);
    const { url, title, quote, seenOn } = names;
    return { url: typed(url), title: typed(title), quote: typed(quote), seenOn: typed(seenOn) };
  });
  return rows.filter(({ url, title, quote }) => url || title || quote).slice(0, MOST_CITATIONS);
}

/** Fields for the sources that are there and for one more; all but the first are folded until they say something. */
export function citationFields({ proof }: Words, typed: readonly TypedCitation[]): Html {
  const count = Math.min(MOST_CITATIONS, Math.max(LEAST_ROWS, typed.length + 1));
  const rows = Array.from({ length: count }, (_, at) => typed[at] ?? { url: '' });
  return html`<fieldset class="sources"><legend class="label">${proof.sources}</legend><p class="hint" id="url-hint">${proof.hint}</p>
${rows.map((row, at) => {
  const fields = oneSource(proof, row, at);
  if (at === 0) return fields;
  return html`<details${row.url !== '' && html` open`}><summary>${proof.source(at + 1)}</summary>${fields}</details>`;
})}</fieldset>`;
}

/** Without scripts, more are there once these are saved. */
const LEAST_ROWS = 4;

function oneSource(proof: Words['proof'], row: TypedCitation, at: number): Html {
  const id = at === 0 ? 'url' : `url-${at}`;
  const isFilled = Boolean(row.title || row.quote);
  return html`<label for="${id}">${proof.address}</label>
<input id="${id}" name="${names.url}" inputmode="url" value="${row.url}" maxlength="2000" autocomplete="off" aria-describedby="url-hint">
<details${isFilled && html` open`}><summary>${proof.more}</summary><label for="${id}-title">${proof.title}</label>
<input id="${id}-title" name="${names.title}" value="${row.title}" maxlength="300" autocomplete="off">
<label for="${id}-quote">${proof.quote}</label>
<textarea id="${id}-quote" name="${names.quote}" rows="2" maxlength="1000">
${row.quote}</textarea>
<label for="${id}-seen">${proof.seenOn}</label>
<input id="${id}-seen" name="${names.seenOn}" type="date" value="${row.seenOn}"></details>`;
}
