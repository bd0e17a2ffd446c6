import { topics } from '../../../domain/cases/topic-words.ts';
import { cellsOf, keyOf } from '../../../domain/disclosure/aggregation-chain.ts';
import { verdicts } from '../../../domain/fact-checks/verdicts.ts';
import { spanOf } from '../../../domain/time/month.ts';
import { formatDay } from '../../../i18n/format-date.ts';
import type { MonthRecord, TableName } from '../../../services/transparency/monthly-report.ts';
import type { StoredReport } from '../../../services/transparency/monthly-reports.ts';
import { rowBars } from '../charts/day-charts.ts';
import { type Html, html, type Part } from '../html.ts';
import { nameMonth, nameValue, showCount, showDecimal, type Voice } from './text.ts';

/** A number with its name; null is withheld. */
interface Row {
  name: string;
  count: number | null;
}

/** A part of a report: bars, or facts that are read line by line. */
interface Section {
  id: string;
  title: string;
  hint?: string | undefined;
  bars?: readonly Row[];
  facts?: readonly { name: string; value: string }[];
  lines?: readonly string[];
  links?: readonly { path: string; name: string }[];
}

/** A report in words, before it becomes a page or a text. */
type Sheet = ReturnType<typeof sheetOf>;

export function sheetOf(voice: Voice, { record, published, revisions }: StoredReport) {
  const { say, language } = voice;
  const { since, until } = spanOf(record.month);
  const day = (at: number | string) => formatDay(at, language);
  return {
    title: say.title(nameMonth(record.month, language)),
    lead: say.lead(record.post, day(since), day(until - 1)),
    dates: [
      say.counted(day(record.countedOn)),
      ...(published ? [say.published(day(published.at))] : []),
    ],
    revisions: revisions.map(({ at, note }) => ({ day: day(at), note })),
    sections: sectionsOf(voice, record),
  };
}

function sectionsOf(voice: Voice, record: MonthRecord): Section[] {
  const { say } = voice;
  const hints: Readonly<Partial<Record<string, string>>> = say.hint;
  const asks = readTable(record, 'asks');
  const bars = (
    id: keyof Voice['say']['section'],
    table: ReadTable,
    axis: string,
    isSorted = true,
  ): Section => {
    const rows = table
      .along(axis)
      .map(({ value, count }) => ({ name: nameValue(voice, axis, value), count }));
    const inOrder = isSorted ? sorted(rows) : rows;
    return { id, title: say.section[id], hint: hints[id], bars: inOrder };
  };
  return [
    inShort(voice, record),
    bars('searches', readTable(record, 'searches'), 'tier', false),
    bars('messages', readTable(record, 'messages'), 'kind'),
    ownVerdicts(voice, record),
    bars('told', readTable(record, 'told'), 'verdict'),
    bars('week', asks, 'week', false),
    bars('topic', asks, 'topic'),
    bars('province', asks, 'province'),
    bars('threat', asks, 'threat'),
    bars('outcome', asks, 'outcome'),
    bars('referrals', readTable(record, 'referrals'), 'end', false),
    rights(voice, record),
    changes(voice, record),
    alarms(voice, record),
    { id: 'uncounted', title: say.section.uncounted, lines: [...say.uncounted] },
  ];
}

function inShort({ say, language }: Voice, record: MonthRecord): Section {
  const { totals, answerSeconds, decisionHours } = record;
  const of = (count: number | null | undefined) => showCount(say, language, count ?? null);
  const decimal = (value: number) => showDecimal(language, value);
  const spans = (
    words: (p50: string, p90: string) => string,
    span: MonthRecord['answerSeconds'],
  ) => (span ? words(decimal(span.p50), decimal(span.p90)) : say.withheld);
  const facts = [
    { name: say.fact.messages, value: of(readTable(record, 'messages').all) },
    { name: say.fact.searches, value: of(readTable(record, 'searches').all) },
    { name: say.fact.answerSeconds, value: spans(say.seconds, answerSeconds) },
    { name: say.fact.asks, value: of(readTable(record, 'asks').all) },
    { name: say.totals.people, value: of(totals.people) },
    { name: say.totals.published, value: of(totals.published) },
    { name: say.totals.closed, value: of(totals.closed) },
    { name: say.fact.decisionHours, value: spans(say.hours, decisionHours) },
    { name: say.fact.told, value: of(readTable(record, 'told').all) },
    { name: say.fact.verdicts, value: String(record.factChecks.length) },
  ];
  return { id: 'in-short', title: say.inShort, facts };
}

/** So many fact-checks a report names; the data have all. */
const MOST_LISTED = 12;

/** The post's own fact-checks are public, so that none of these numbers is withheld. */
function ownVerdicts(voice: Voice, { factChecks }: MonthRecord): Section {
  const { say, desk } = voice;
  const rows = (axis: 'verdict' | 'topic', values: readonly string[]) =>
    values.flatMap((value) => {
      const count = factChecks.filter((each) => each[axis] === value).length;
      return count > 0 ? { name: nameValue(voice, axis, value), count } : [];
    });
  const section = { id: 'verdicts', title: say.section.verdicts };
  const rest = factChecks.length - MOST_LISTED;
  if (factChecks.length === 0) return { ...section, lines: [say.noVerdicts] };
  const byTopic = rows('topic', [...topics, 'other']).map(({ name, count }) => `${name}: ${count}`);
  return {
    ...section,
    bars: sorted(rows('verdict', verdicts)),
    hint: byTopic.join(' · '),
    links: factChecks
      .slice(0, MOST_LISTED)
      .map(({ verdict, title, path }) => ({ path, name: `${desk.verdict[verdict]}: ${title}` })),
    ...(rest > 0 && { lines: [say.more(rest)] }),
  };
}

function rights({ say, language }: Voice, { totals }: MonthRecord): Section {
  const names = ['reports', 'data-requests', 'erasures'] as const;
  const facts = names.map((name) => ({
    name: say.totals[name],
    value: showCount(say, language, totals[name]),
  }));
  return { id: 'rights', title: say.section.rights, facts };
}

function changes({ say }: Voice, { corrections, withdrawals }: MonthRecord): Section {
  const links = [{ path: '/ralat', name: say.correctionsLink }];
  const section = { id: 'corrections', title: say.section.corrections, links };
  if (corrections + withdrawals === 0) return { ...section, lines: [say.noChanges] };
  return {
    ...section,
    facts: [
      { name: say.fact.corrections, value: String(corrections) },
      { name: say.fact.withdrawals, value: String(withdrawals) },
    ],
  };
}

function alarms({ say }: Voice, record: MonthRecord): Section {
  const section = { id: 'alarms', title: say.section.alarms, hint: say.hint.alarms };
  const facts = Object.entries(say.alarm).flatMap(([kind, name]) => {
    const count = record.alarms[kind as keyof typeof say.alarm]; // the names that the words were written with
    return count ? { name, value: String(count) } : [];
  });
  return facts.length > 0 ? { ...section, facts } : { ...section, lines: [say.noAlarms] };
}

function sorted(rows: readonly Row[]): Row[] {
  return rows.toSorted((a, b) => (b.count ?? -1) - (a.count ?? -1));
}

/** The numbers of a table by what they are of; null is withheld. */
type ReadTable = ReturnType<typeof readTable>;

/** Reads a table of a record; one that an older record lacks is all withheld. */
function readTable({ tables }: Pick<MonthRecord, 'tables'>, name: TableName) {
  const table = tables.find((each) => each.name === name);
  const axes = table?.axes ?? [];
  const counts = new Map(cellsOf(axes).map((of, at) => [keyOf(of), table?.counts[at] ?? null]));
  return {
    all: counts.get(keyOf({})) ?? null,
    /** The values of one axis with their numbers. */
    along(axis: string) {
      const values = axes.find((each) => each.name === axis)?.values ?? [];
      const countOf = (value: string) => counts.get(keyOf({ [axis]: value })) ?? null;
      return values.map((value) => ({ value, count: countOf(value) }));
    },
  };
}

/** What a report says, as it stands on its own page, in a file and at the desk. */
export function sheetParts(voice: Voice, sheet: Sheet): Html {
  const { say } = voice;
  return html`<h1>${sheet.title}</h1>
<p>${sheet.lead}</p>
<p class="by">${sheet.dates.join(' ')}</p>
${sheet.revisions.length > 0 && html`<div class="note" role="note"><h2>${say.revisions}</h2><ul>${sheet.revisions.map(({ day, note }) => html`<li><strong>${day}</strong>: ${note}</li>`)}</ul></div>`}
${sheet.sections.map((section) => sectionPart(voice, section))}`;
}

function sectionPart(voice: Voice, { id, title, hint, bars, facts, lines, links }: Section): Html {
  return html`<section class="figure" aria-labelledby="${id}"><h2 id="${id}">${title}</h2>
${hint !== undefined && html`<p class="by">${hint}</p>`}
${bars && barsPart(voice, title, bars)}
${facts && html`<dl class="facts">${facts.map(({ name, value }) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`}
${links && html`<ul class="links">${links.map(({ path, name }) => html`<li><a href="${path}">${name}</a></li>`)}</ul>`}
${lines && html`<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`}</section>`;
}

/** More names than this nobody reads in a sentence. */
const MOST_NAMES = 6;

function barsPart({ say, language }: Voice, title: string, rows: readonly Row[]): Part {
  const shown = rows.flatMap(({ name, count }) =>
    count === null ? [] : { name, value: count, shown: showCount(say, language, count) },
  );
  const hidden = rows.filter(({ count }) => count === null).map(({ name }) => name);
  const heads = { title, name: say.name, count: say.count };
  const rest =
    hidden.length > MOST_NAMES ? say.manyOthers(hidden.length) : say.others(hidden.join(', '));
  return html`${shown.length > 0 && rowBars(heads, shown)}${hidden.length > 0 && html`<p class="by">${rest}</p>`}`;
}
