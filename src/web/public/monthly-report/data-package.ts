import { type Axis, cellsOf } from '../../../domain/disclosure/aggregation-chain.ts';
import { licences } from '../../../domain/disclosure/licences.ts';
import { toCsv } from '../../../domain/text/csv.ts';
import { jakartaDay } from '../../../domain/time/jakarta-day.ts';
import { keysOf } from '../../../i18n/keys-of.ts';
import { axesOf } from '../../../services/transparency/count-tables.ts';
import { tableNames } from '../../../services/transparency/monthly-report.ts';
import type { StoredReport } from '../../../services/transparency/monthly-reports.ts';
import fields from './data-package.json' with { type: 'json' };

/** What each file of a month's data is made of; `url` is where the public pages are. */
export const files = {
  'counts.csv': counts,
  'totals.csv': totals,
  'fact-checks.csv': factChecks,
  'record.json': (kept: StoredReport, url: string) => toJson(publicRecord(kept, url)),
  'datapackage.json': (kept: StoredReport, url: string) => toJson(dataPackage(kept, url)),
};

export const dataFiles = keysOf(files);

function toJson(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** One line a number; an empty column is the sum over it, an empty count is withheld. */
function counts({ record: { month, tables } }: StoredReport): string {
  const rows = tables.flatMap(({ name, axes, counts: numbers }) =>
    cellsOf(axes).map((of, at) => {
      const count = numbers[at] ?? undefined;
      const values = columns.map((column) => of[column]);
      return [month, name, ...values, count, String(count === undefined)];
    }),
  );
  return toCsv([['month', 'table', ...columns, 'count', 'withheld'], ...rows]);
}

function totals({ record }: StoredReport): string {
  const { month, answerSeconds, decisionHours, corrections, withdrawals, alarms } = record;
  const spans = { 'answer-seconds': answerSeconds, 'decision-hours': decisionHours };
  const named = {
    ...record.totals,
    ...Object.fromEntries(
      Object.entries(spans).flatMap(([name, span]) => [
        [`${name}-p50`, span?.p50],
        [`${name}-p90`, span?.p90],
      ]),
    ),
    ...{ corrections, withdrawals },
    ...Object.fromEntries(Object.entries(alarms).map(([kind, n]) => [`alarms-${kind}`, n ?? 0])),
  };
  const rows = Object.entries(named).map(([name, value]) => {
    return [month, name, value ?? undefined, String(value == null)];
  });
  return toCsv([['month', 'name', 'value', 'withheld'], ...rows]);
}

function factChecks({ record }: StoredReport, url: string): string {
  const rows = record.factChecks.map((each) => [
    each.id,
    each.title,
    each.verdict,
    each.topic,
    each.publishedOn,
    each.version,
    String(each.isWithdrawn),
    url + each.path,
  ]);
  return toCsv([fields.factChecks.map(({ name }) => name), ...rows]);
}

/** All of it in one document, without who published and revised it. */
function publicRecord({ record, published, revisions }: StoredReport, url: string) {
  const tables = record.tables.map(({ name, axes, counts: numbers }) => ({
    name,
    axes,
    cells: cellsOf(axes).map((of, at) => ({ of, count: numbers[at] ?? null })),
  }));
  const listed = record.factChecks.map(({ path, ...each }) => ({ ...each, address: url + path }));
  return {
    ...record,
    tables,
    factChecks: listed,
    ...(published && { publishedOn: jakartaDay(published.at), licence: published.licence }),
    revisions: revisions.map(({ at, note }) => ({ on: jakartaDay(at), note })),
  };
}

/** Every axis of every table once; each is a column. */
const columns = [...new Set(tableNames.flatMap((name) => axesOf[name].map((axis) => axis.name)))];

/** What the files and their columns are, as a Data Package (specs.frictionlessdata.io). */
function dataPackage({ record, published, revisions }: StoredReport, url: string) {
  const { month, post, countedOn, least } = record;
  const licence = published?.licence;
  return {
    profile: 'tabular-data-package',
    name: `posko-record-${month}`,
    title: `${post}: ${month}`,
    description: `Counts of a tipline for doubtful messages. Numbers below ${least}, and others that would tell them, are withheld.`,
    homepage: `${url}/laporan/${month}`,
    version: `1.${revisions.length}`,
    created: `${countedOn}T00:00:00+07:00`,
    ...(licence && { licenses: [{ name: licence, ...licences[licence] }] }),
    sources: [{ title: post, path: url }],
    resources: [
      resource('counts', countFields()),
      resource('totals', [fields.month, ...fields.totals, fields.withheld]),
      resource('fact-checks', fields.factChecks, 'id'),
    ],
  };
}

function resource(name: string, fields: readonly object[], primaryKey?: string) {
  return {
    name,
    path: `${name}.csv`,
    profile: 'tabular-data-resource',
    format: 'csv',
    mediatype: 'text/csv',
    encoding: 'utf-8',
    schema: { fields, missingValues: [''], ...(primaryKey && { primaryKey }) },
  };
}

function countFields() {
  const values = (column: string) => [
    ...new Set(
      tableNames.flatMap((name) => {
        const axes: readonly Axis[] = axesOf[name];
        return axes.find((axis) => axis.name === column)?.values ?? [];
      }),
    ),
  ];
  return [
    fields.month,
    { ...fields.table, constraints: { enum: tableNames, required: true } },
    ...columns.map((name) => ({ name, ...fields.axis, constraints: { enum: values(name) } })),
    fields.count,
    fields.withheld,
  ];
}
