import { type Html, html, type Part } from '../../shared/html.ts';
import type { KnownVisit } from '../desk.ts';

/** The charts of the dashboard, by the name of their CSV. */
export type PartName =
  | 'volume'
  | 'decisions'
  | 'speed'
  | 'backlog'
  | 'top'
  | 'rising'
  | 'regions'
  | 'feedback'
  | 'tiers'
  | 'answers'
  | 'kinds'
  | 'filed';

/** One chart with its title and its CSV. */
export function part(
  { words }: KnownVisit,
  { id, count, chart }: { id: PartName; count: number; chart: Part },
): Html {
  const say = words.dashboard;
  return html`<section class="card${id === 'regions' && ' broad'}" aria-labelledby="${id}"><div class="head"><h2 id="${id}">${say[id]}</h2>
<a href="/review/dashboard/${id}.csv?days=${count}" download>${say.csv}<span class="unseen"> ${say[id]}</span></a></div>${chart}</section>`;
}

/** Which look stands for what. */
export function legend(names: readonly string[], kind: 'bars' | 'lines'): Html {
  return html`<ul class="legend ${kind}">${names.map((name) => html`<li>${name}</li>`)}</ul>`;
}

/** The numbers of a chart by day, folded away. */
export function table(
  say: KnownVisit['words']['dashboard'],
  days: readonly string[],
  names: readonly string[],
  series: readonly (readonly (number | undefined)[])[],
): Html {
  return html`<details><summary>${say.table}</summary><div class="scroll" tabindex="0" role="region" aria-label="${say.table}"><table>
<thead><tr><th scope="col">${say.day}</th>${names.map((name) => html`<th scope="col" class="number">${name}</th>`)}</tr></thead>
<tbody>${days.map((day, at) => html`<tr><th scope="row">${day}</th>${series.map((values) => html`<td class="number">${values[at] ?? '–'}</td>`)}</tr>`)}</tbody></table></div></details>`;
}
