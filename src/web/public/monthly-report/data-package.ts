import { cellsOf } from '../../../domain/disclosure/aggregation-chain.ts';
import { toCsv } from '../../../domain/text/csv.ts';
import { jakartaDay } from '../../../domain/time/jakarta-day.ts';
import type { StoredReport } from '../../../services/transparency/monthly-reports.ts';
import { columns, dataPackage, factCheckFields } from './data-schema.ts';

/** The files of a month's data, by name. */
export const dataFiles = [
  'counts.csv',
  'totals.csv',
  'fact-checks.csv',
  'record.json',
  'datapackage.json',
] as const;
export type DataFile = (typeof dataFiles)[number];

/** A file of a month's data; `url` is where the public pages are. */
export function dataFile(kept: StoredReport, name: DataFile, url: string): string {
  switch (name) {
    case 'counts.csv':
      return counts(kept);
    case 'totals.csv':
      return totals(kept);
    case 'fact-checks.csv':
      return factChecks(kept, url);
    case 'record.json':
      return `${JSON.stringify(publicRecord(kept, url), null, 2)}\n`;
    case 'datapackage.json':
      return `${JSON.stringify(dataPackage(kept, url), null, 2)}\n`;
  }
}

/** One line a number; an empty column is the sum over it, an empty count is withheld. */
function counts({ record: { month, tables } }: StoredReport): string {
  const rows = tables.flatMap(({ name, axes, counts: numbers }) =>
    cellsOf(axes).map((of, at) => {
      const count = numbers[at] ?? undefined;
      return [
        month,
        name,
        ...columns.map((column) => of[column]),
        count,
        String(count === undefined),
      ];
    }),
  );
  return toCsv([['month', 'table', ...columns, 'count', 'withheld'], ...rows]);
}

function totals({ record }: StoredReport): string {
  const { month, answerSeconds, decisionHours, corrections, withdrawals, alarms } = record;
  const named: [string, number | null | undefined][] = [
    ...Object.entries(record.totals),
    ['answer-seconds-p50', answerSeconds?.p50],
    ['answer-seconds-p90', answerSeconds?.p90],
    ['decision-hours-p50', decisionHours?.p50],
    ['decision-hours-p90', decisionHours?.p90],
    ['corrections', corrections],
    ['withdrawals', withdrawals],
    ...Object.entries(alarms).map(([kind, count]): [string, number] => [
      `alarms-${kind}`,
      count ?? 0,
    ]),
  ];
  const rows = named.map(([name, value]) => [
    month,
    name,
    value ?? undefined,
    String(value == null),
  ]);
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
  return toCsv([factCheckFields.map(({ name }) => name), ...rows]);
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
