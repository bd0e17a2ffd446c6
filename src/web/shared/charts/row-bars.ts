import { type Html, html, type Part } from '../html.ts';

/** One row: what it is, its number, and what else belongs to it. */
export interface Row {
  name: Part;
  value: number;
  /** The number as it is read, where that is more than its digits. */
  shown?: string;
  note?: Part;
}

/** A table with a bar in each row, which is read as a table by those who do not see it. */
export function rowBars(
  { title, name, count }: { title: string; name: string; count: string },
  rows: readonly Row[],
): Html {
  const most = Math.max(1, ...rows.map(({ value }) => value));
  return html`<table class="row-bars"><caption class="unseen">${title}</caption>
<thead class="unseen"><tr><th scope="col">${name}</th><th scope="col">${count}</th></tr></thead>
<tbody>${rows.map(
    ({
      name: what,
      value,
      shown,
      note,
    }) => html`<tr><th scope="row">${what}${note && html` <span class="soft">${note}</span>`}
<svg class="row-bar" width="100%" height="8" aria-hidden="true" focusable="false"><rect class="full-bar" width="${Math.round((100 * value) / most)}%" height="8" rx="3"/></svg></th><td class="number">${shown ?? value}</td></tr>`,
  )}</tbody></table>`;
}
