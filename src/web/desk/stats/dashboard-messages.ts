import { dayBars, dayLines } from '../../shared/charts/day-bars.ts';
import { rowBars } from '../../shared/charts/row-bars.ts';
import { type Html, html, type Part } from '../../shared/html.ts';
import type { KnownVisit } from '../desk.ts';
import { showShare } from '../show-text.ts';
import { legend, part, table } from './dashboard-part.ts';
import type { DashboardStats } from './dashboard-stats.ts';

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
