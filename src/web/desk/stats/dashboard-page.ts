import { dayBars, dayLines } from '../../shared/charts/day-bars.ts';
import { provinceMap } from '../../shared/charts/province-map.ts';
import { type Row, rowBars } from '../../shared/charts/row-bars.ts';
import { html, type Part } from '../../shared/html.ts';
import type { KnownVisit } from '../desk.ts';
import { send } from '../layout.ts';
import { showLine } from '../show-text.ts';
import { legend, messageParts, part, table } from './dashboard-part.ts';
import type { DashboardStats } from './dashboard-stats.ts';

/** The spans that can be chosen, in days. */
export const spans = [7, 30, 90] as const;

/** Shows volume, speed, backlog, subjects, kinds of messages and answers, places, and feedback. */
export function sendDashboard(visit: KnownVisit, figures: DashboardStats): void {
  const { words } = visit;
  const say = words.dashboard;
  const count = figures.days.length;
  const body = html`<div class="head"><h1>${say.title}</h1><nav class="tabs" aria-label="${say.span}"><ul>${spans.map(
    (span) =>
      html`<li><a href="/review/dashboard?days=${span}"${span === count && html` aria-current="true"`}>${say.days(span)}</a></li>`,
  )}</ul></nav></div>
<div class="board">
${part(visit, { id: 'volume', count, chart: byDay(visit, figures, 'volume') })}
${part(visit, { id: 'decisions', count, chart: byDay(visit, figures, 'decisions') })}
${part(visit, { id: 'speed', count, chart: speed(visit, figures) })}
${part(visit, { id: 'backlog', count, chart: backlog(visit, figures) })}
${part(visit, { id: 'top', count, chart: asked(visit, 'top', figures.top.map(toRow)) })}
${part(visit, {
  id: 'rising',
  count,
  chart: asked(
    visit,
    'rising',
    figures.rising.map((each) => ({ ...toRow(each), note: `${say.before}: ${each.before}` })),
  ),
})}
${messageParts(visit, figures)}
${part(visit, { id: 'regions', count, chart: regions(visit, figures) })}
${part(visit, { id: 'feedback', count, chart: feedback(visit, figures) })}
</div>`;
  send(visit, { title: say.title, body, place: 'dashboard', isWide: true });
}

function byDay({ words }: KnownVisit, figures: DashboardStats, what: 'volume' | 'decisions'): Part {
  const say = words.dashboard;
  const { days, volume, published, closed } = figures;
  const series = what === 'volume' ? [volume] : [published, closed];
  const names = what === 'volume' ? [say.count] : [say.published, say.closed];
  const total = series.flat().reduce((sum, value) => sum + value, 0);
  const chartWords = {
    id: `${what}-chart`,
    title: say[what],
    description: `${say.days(days.length)}: ${total}`,
  };
  return html`<p class="big">${total}</p>${names.length > 1 && legend(names, 'bars')}${dayBars(chartWords, days, series)}${table(say, days, names, series)}`;
}

function speed({ words }: KnownVisit, { days, p50, p95, allP50, allP95 }: DashboardStats): Part {
  const say = words.dashboard;
  if (allP50 === undefined || allP95 === undefined) return html`<p class="soft">${say.nothing}</p>`;
  const summary = `${say.median}: ${allP50} ${say.hours}; ${say.slow}: ${allP95} ${say.hours}`;
  const names = [say.median, say.slow];
  return html`<p class="big">${allP50} <span class="unit">${say.hours} (p50)</span> · ${allP95} <span class="unit">${say.hours} (p95)</span></p>
<p class="hint">${say.speedHint}</p>${legend(names, 'lines')}${dayLines({ id: 'speed-chart', title: say.speed, description: summary }, days, [p50, p95])}${table(say, days, names, [p50, p95])}`;
}

function backlog({ words }: KnownVisit, { ages }: DashboardStats): Part {
  const say = words.dashboard;
  const names = Object.values(say.ages);
  const rows = ages.map((value, at) => ({ name: names[at] ?? '', value }));
  return rowBars({ title: say.backlog, name: say.age, count: say.cases }, rows);
}

function asked({ words }: KnownVisit, which: 'top' | 'rising', rows: readonly Row[]): Part {
  const say = words.dashboard;
  if (rows.length === 0) return html`<p class="soft">${say.nothing}</p>`;
  return rowBars({ title: say[which], name: say.claim, count: say.citizens }, rows);
}

function toRow({
  ticket,
  claim,
  citizens,
}: {
  ticket: string;
  claim: string;
  citizens: number;
}): Row {
  return {
    name: html`<a href="/review/cases/${ticket}">${showLine(claim, 90) || ticket}</a>`,
    value: citizens,
  };
}

function regions({ words }: KnownVisit, { regions: all }: DashboardStats): Part {
  const say = words.dashboard;
  if (all.length === 0) return html`<p class="soft">${say.nothing}</p>`;
  const rows = all.slice(0, 40).map(({ region, count }) => ({ name: region, value: count }));
  const listed = all.map(({ region, count }) => `${region}: ${count}`).join(', ');
  const mapWords = {
    id: 'regions-map',
    title: say.map,
    description: `${listed}. ${say.restEmpty}`,
  };
  return html`<div class="map-and-table">${provinceMap(mapWords, all)}
<div>${rowBars({ title: say.regions, name: say.region, count: say.count }, rows)}</div></div>`;
}

function feedback(
  { words }: KnownVisit,
  { feedback: { helpful, notHelpful } }: DashboardStats,
): Part {
  const say = words.dashboard;
  if (helpful + notHelpful === 0) return html`<p class="soft">${say.nothing}</p>`;
  const rows = [
    { name: say.helpful, value: helpful },
    { name: say.notHelpful, value: notHelpful },
  ];
  return rowBars({ title: say.feedback, name: say.feedback, count: say.count }, rows);
}
