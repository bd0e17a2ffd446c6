import { may } from '../../../domain/accounts/permissions.ts';
import { keysOf } from '../../../i18n/keys-of.ts';
import { audit } from '../../../services/accounts/audit.ts';
import type { QueuedCase } from '../../../services/cases/open-queue.ts';
import { followQueue } from '../../../services/cases/queue.ts';
import { dayBars, dayLines, type Row, rowBars } from '../../shared/charts/day-charts.ts';
import { provinceMap } from '../../shared/charts/province-map.ts';
import { type Html, html, type Part } from '../../shared/html.ts';
import { showDecimal } from '../../shared/monthly-report/text.ts';
import { sendCsv } from '../../shared/send-file.ts';
import { askedFor, type KnownVisit, partOf } from '../desk.ts';
import { send, sendMissing } from '../layout.ts';
import { showLine, showShare } from '../show-text.ts';
import { type ChartName, chartRows, type DashboardStats } from './dashboard-stats.ts';

/** The spans that can be chosen, in days. */
export const spans = [7, 30, 90] as const;

/** Shows what is rising, who has how much, backlog and speed, then volume, subjects, answers, places, and feedback. */
export async function showDashboard(visit: KnownVisit): Promise<void> {
  const { words, desk } = visit;
  const [stats, queue] = [await desk.statsOf(daysIn(visit)), await followQueue(desk.deps)];
  const say = words.dashboard;
  const count = stats.days.length;
  const rising = stats.rising.map((each) => ({
    ...toRow(each),
    note: `${say.before}: ${each.before}`,
  }));
  const chart = (id: ChartName, drawn: Part) => part(visit, { id, count, chart: drawn });
  const body = html`<div class="head"><h1>${say.title}</h1><nav class="tabs" aria-label="${say.span}"><ul>${spans.map(
    (span) =>
      html`<li><a href="/review/dashboard?days=${span}"${span === count && html` aria-current="true"`}>${say.days(span)}</a></li>`,
  )}</ul></nav>${may(visit.reviewer.role, 'claim') && html`<a class="button" href="/review/quality">${words.quality.title}</a>`}</div>
<div class="board">
${chart('rising', asked(visit, 'rising', rising))}
<section class="card" aria-labelledby="load"><h2 id="load">${say.load}</h2>${load(visit, queue.real())}</section>
${chart('backlog', backlog(visit, stats))}
${chart('speed', spanLines(visit, stats, 'speed'))}
${chart('volume', counted(visit, stats, 'volume'))}
${chart('decisions', counted(visit, stats, 'decisions'))}
${chart('top', asked(visit, 'top', stats.top.map(toRow)))}
${chart('tiers', found(visit, stats))}${chart('answers', spanLines(visit, stats, 'answers'))}${chart('kinds', kinds(visit, stats))}${chart('filed', counted(visit, stats, 'filed'))}
${chart('cost', costPart(visit, stats))}
${chart('regions', regions(visit, stats))}
${chart('feedback', feedback(visit, stats))}
</div>`;
  send(visit, { title: say.title, body, place: 'dashboard', isWide: true });
}

/** What was counted by day, one series upon another. */
function counted(
  { words: { dashboard: say } }: KnownVisit,
  { days, volume, published, closed, messages: { opened, joined } }: DashboardStats,
  what: 'volume' | 'decisions' | 'filed',
): Part {
  const all = {
    volume: { [say.count]: volume },
    decisions: { [say.published]: published, [say.closed]: closed },
    filed: { [say.opened]: opened, [say.joined]: joined },
  };
  const [names, series] = [Object.keys(all[what]), Object.values(all[what])];
  const description = names.map((name, at) => `${name}: ${sum(series[at] ?? [])}`).join('; ');
  const chart = { id: `${what}-chart`, title: say[what], description };
  return html`<p class="big">${sum(series.flat())}</p>${names.length > 1 && legend(names, 'bars')}${dayBars(chart, days, series)}${table(say, days, names, series)}`;
}

/** How long something took by day: the middle one, and the one that is longer than nineteen of twenty. */
function spanLines(visit: KnownVisit, stats: DashboardStats, what: 'speed' | 'answers'): Part {
  const { language, words } = visit;
  const say = words.dashboard;
  const { days, p50, p95, allP50, allP95 } = stats;
  const { soon, late, allSoon, allLate } = stats.messages;
  const { names, half, most, series } = {
    speed: { names: [say.median, say.slow], half: allP50, most: allP95, series: [p50, p95] },
    answers: { names: [say.soon, say.late], half: allSoon, most: allLate, series: [soon, late] },
  }[what];
  if (half === undefined || most === undefined) return html`<p class="soft">${say.nothing}</p>`;
  const unit = what === 'speed' ? say.hours : say.seconds;
  const show = (value: number) => showDecimal(language, value);
  const told = series.map((values) => values.map((value) => value && show(value)));
  const description = `${names[0]}: ${show(half)} ${unit}; ${names[1]}: ${show(most)} ${unit}`;
  const chart = { id: `${what}-chart`, title: say[what], description };
  return html`<p class="big">${show(half)} <span class="unit">${unit} (p50)</span> · ${show(most)} <span class="unit">${unit} (p95)</span></p>
<p class="hint">${say[`${what}Hint`]}</p>${legend(names, 'lines')}${dayLines(chart, days, series)}${table(say, days, names, told)}`;
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

/** How many open cases each reviewer holds or was given, and how many of them are late. */
function load({ words }: KnownVisit, entries: readonly QueuedCase[]): Html {
  const say = words.dashboard;
  const holderOf = ({ lease, case: { assignee } }: QueuedCase) => lease?.by ?? assignee ?? '';
  const rows = [...Map.groupBy(entries, holderOf)].map(([name, own]) => {
    const late = own.filter(({ priority }) => priority.isLate).length;
    return { name: name || say.unheld, value: own.length, note: late > 0 && say.lateOf(late) };
  });
  rows.sort((a, b) => b.value - a.value);
  return rowBars({ title: say.load, name: words.queue.columns.holder, count: say.cases }, rows);
}

function toRow({ ticket, claim, citizens }: DashboardStats['top'][number]): Row {
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
  const description = `${listed}. ${say.restEmpty}`;
  const mapWords = { id: 'regions-map', title: say.map, description };
  return html`<div class="map-and-table">${provinceMap(mapWords, all)}
<div>${rowBars({ title: say.regions, name: say.region, count: say.count }, rows)}</div></div>`;
}

function feedback({ words }: KnownVisit, { feedback: { helpful, notHelpful } }: DashboardStats) {
  const say = words.dashboard;
  if (helpful + notHelpful === 0) return html`<p class="soft">${say.nothing}</p>`;
  const rows = [
    { name: say.helpful, value: helpful },
    { name: say.notHelpful, value: notHelpful },
  ];
  return rowBars({ title: say.feedback, name: say.feedback, count: say.count }, rows);
}

/** One chart with its title and its CSV. */
function part(
  { words }: KnownVisit,
  { id, count, chart }: { id: ChartName; count: number; chart: Part },
): Html {
  const say = words.dashboard;
  return html`<section class="card${id === 'regions' && ' broad'}" aria-labelledby="${id}"><div class="head"><h2 id="${id}">${say[id]}</h2>
<a href="/review/dashboard/${id}.csv?days=${count}" download>${say.csv}<span class="unseen"> ${say[id]}</span></a></div>${chart}</section>`;
}

/** Which look stands for what. */
function legend(names: readonly string[], kind: 'bars' | 'lines'): Html {
  return html`<ul class="legend ${kind}">${names.map((name) => html`<li>${name}</li>`)}</ul>`;
}

/** The numbers of a chart by day, folded away. */
function table(
  say: KnownVisit['words']['dashboard'],
  days: readonly string[],
  names: readonly string[],
  series: readonly (readonly (number | string | undefined)[])[],
): Html {
  return html`<details><summary>${say.table}</summary><div class="scroll" tabindex="0" role="region" aria-label="${say.table}: ${names.join(', ')}"><table>
<thead><tr><th scope="col">${say.day}</th>${names.map((name) => html`<th scope="col" class="number">${name}</th>`)}</tr></thead>
<tbody>${days.map((day, at) => html`<tr><th scope="row">${day}</th>${series.map((values) => html`<td class="number">${values[at] ?? '–'}</td>`)}</tr>`)}</tbody></table></div></details>`;
}

function found({ words }: KnownVisit, { days, messages }: DashboardStats): Part {
  const say = words.dashboard;
  const { answer, confirm, several, none } = messages.tiers;
  const series = [answer, confirm, several, none];
  const total = sum(series.flat());
  if (total === 0) return html`<p class="soft">${say.nothing}</p>`;
  const ofDay = days.map((_, at) => sum(series.map((values) => values[at] ?? 0)));
  const percent = series.map((values) =>
    values.map((value, at) => (value === 0 ? 0 : (100 * value) / (ofDay[at] ?? value))),
  );
  const names = [say.tier.answer, say.tier.confirm, say.tier.several, say.tier.none];
  const shares = names.map((name, at) => `${name}: ${showShare(sum(series[at] ?? []) / total)}`);
  const chart = { id: 'tiers-chart', title: say.tiers, description: shares.join('; ') };
  return html`<p class="big">${showShare(sum(answer) / total)} <span class="unit">${say.tier.answer}</span></p>
<p class="hint">${say.tiersHint}</p>${legend(names, 'bars')}${dayBars(chart, days, percent)}${table(say, days, names, series)}`;
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

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Sends the numbers of one chart as CSV. */
export async function sendStats(visit: KnownVisit): Promise<void> {
  const { desk, request, response, reviewer } = visit;
  const name = keysOf(chartRows).find((each) => each === partOf(request, 'chart'));
  if (!name) return sendMissing(visit);
  const rows = chartRows[name](await desk.statsOf(daysIn(visit)));
  await audit(desk.gate, { by: reviewer.name, what: 'exported', of: `dashboard ${name}` });
  sendCsv(response, `${name}.csv`, rows);
}

function daysIn({ request }: KnownVisit): number {
  return spans.find((span) => String(span) === askedFor(request, 'days')) ?? 30;
}

/** What the month's messages cost, also for each verdict, tip and report, and what the month will come to. */
function costPart({ words, language }: KnownVisit, { costs }: DashboardStats): Part {
  const say = words.dashboard;
  const { prices, allowance } = costs;
  const { messages, unpriced } = costs.month;
  if (messages === 0) return html`<p class="soft">${say.nothing}</p>`;
  const rows = (['month', 'verdict', 'tip', 'report'] as const).map((name) => {
    const { billed, number, price, unpriced } = costs[name];
    const cost = unpriced === 0 && billed > 0 && ` · ${prices.currency} ${price.toFixed(2)}`;
    const each = name !== 'month' && number > 0 && say.each(showDecimal(language, billed / number));
    return { name: say.costs[name], value: billed, shown: `${billed}${cost || ''}`, note: each };
  });
  const allowed = allowance > 0 && ` ${say.allowed(allowance)}`;
  return html`<p class="hint">${say.costHint} ${say.forecast(costs.forecast)}${allowed}</p>
${rowBars({ title: say.cost, name: say.costHead, count: say.count }, rows)}
<p class="hint">${unpriced > 0 ? say.unpriced(unpriced, prices.source) : say.priced(prices.source, prices.verified)}</p>`;
}
