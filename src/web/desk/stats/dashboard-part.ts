import { dayBars, dayLines } from '../../shared/charts/day-bars.ts';
import { rowBars } from '../../shared/charts/row-bars.ts';
import { type Html, html, type Part } from '../../shared/html.ts';
import type { KnownVisit } from '../desk.ts';
import { showShare } from '../show-text.ts';
import type { DashboardStats } from './dashboard-stats.ts';

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

/** What was counted of messages: what searches found, how soon answers came, which kinds there were, and what became cases. */
export function messageParts(visit: KnownVisit, figures: DashboardStats): Html[] {
  const count = figures.days.length;
  return [
    part(visit, { id: 'tiers', count, chart: found(visit, figures) }),
    part(visit, { id: 'answers', count, chart: answers(visit, figures) }),
    part(visit, { id: 'kinds', count, chart: kinds(visit, figures) }),
    part(visit, { id: 'filed', count, chart: filed(visit, figures) }),
  ];
}

function found({ words }: KnownVisit, { days, messages }: DashboardStats): Part {
  const say = words.dashboard;
  const { answer, confirm, none } = messages.tiers;
  const series = [answer, confirm, none];
  const total = sum(series.flat());
  if (total === 0) return html`<p class="soft">${say.nothing}</p>`;
  const ofDay = days.map((_, at) => sum(series.map((values) => values[at] ?? 0)));
  const percent = series.map((values) =>
    values.map((value, at) => (value === 0 ? 0 : (100 * value) / (ofDay[at] ?? value))),
  );
  const names = [say.tier.answer, say.tier.confirm, say.tier.none];
  const shares = names.map((name, at) => `${name}: ${showShare(sum(series[at] ?? []) / total)}`);
  const chart = { id: 'tiers-chart', title: say.tiers, description: shares.join('; ') };
  return html`<p class="big">${showShare(sum(answer) / total)} <span class="unit">${say.tier.answer}</span></p>
<p class="hint">${say.tiersHint}</p>${legend(names, 'bars')}${dayBars(chart, days, percent)}${table(say, days, names, series)}`;
}

function answers({ words }: KnownVisit, { days, messages }: DashboardStats): Part {
  const say = words.dashboard;
  const { soon, late, allSoon, allLate } = messages;
  if (allSoon === undefined || allLate === undefined)
    return html`<p class="soft">${say.nothing}</p>`;
  const names = [say.soon, say.late];
  const description = `${say.soon}: ${allSoon} ${say.seconds}; ${say.late}: ${allLate} ${say.seconds}`;
  const chart = { id: 'answers-chart', title: say.answers, description };
  return html`<p class="big">${allSoon} <span class="unit">${say.seconds} (p50)</span> · ${allLate} <span class="unit">${say.seconds} (p95)</span></p>
<p class="hint">${say.answersHint}</p>${legend(names, 'lines')}${dayLines(chart, days, [soon, late])}${table(say, days, names, [soon, late])}`;
}

function kinds({ words }: KnownVisit, { messages }: DashboardStats): Part {
  const say = words.dashboard;
  const named: Readonly<Record<string, string>> = say.kind;
  const rows = [...messages.kinds]
    .map(([kind, values]) => ({ name: named[kind] ?? kind, value: sum(values) }))
    .sort((a, b) => b.value - a.value);
  if (rows.length === 0) return html`<p class="soft">${say.nothing}</p>`;
  const heads = { title: say.kinds, name: say.kindHead, count: say.count };
  return html`<p class="hint">${say.kindsHint}</p>${rowBars(heads, rows)}`;
}

function filed({ words }: KnownVisit, { days, messages }: DashboardStats): Part {
  const say = words.dashboard;
  const series = [messages.opened, messages.joined];
  const total = sum(series.flat());
  const names = [say.opened, say.joined];
  const described = names.map((name, at) => `${name}: ${sum(series[at] ?? [])}`).join('; ');
  const chart = { id: 'filed-chart', title: say.filed, description: described };
  return html`<p class="big">${total}</p>${legend(names, 'bars')}${dayBars(chart, days, series)}${table(say, days, names, series)}`;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
