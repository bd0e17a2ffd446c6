import type { Axis } from '../../../domain/disclosure/aggregation-chain.ts';
import { licences } from '../../../domain/disclosure/licences.ts';
import { tableNames } from '../../../services/transparency/monthly-report.ts';
import type { StoredReport } from '../../../services/transparency/monthly-reports.ts';
import { axesOf } from '../../../services/transparency/report-axes.ts';

/** Every axis of every table once; each is a column. */
export const columns = [
  ...new Set(tableNames.flatMap((name) => axesOf[name].map((axis) => axis.name))),
];

/** What the files and their columns are, as a Data Package (specs.frictionlessdata.io). */
export function dataPackage({ record, published, revisions }: StoredReport, url: string) {
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
      resource('totals', totalFields),
      resource('fact-checks', factCheckFields, 'id'),
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

const month = { name: 'month', type: 'yearmonth', description: 'The month in Jakarta.' };
const withheld = {
  name: 'withheld',
  type: 'boolean',
  description: 'Whether the number is not told: it is small, or would tell one that is.',
};

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
    month,
    {
      name: 'table',
      type: 'string',
      description: 'What is counted.',
      constraints: { enum: tableNames, required: true },
    },
    ...columns.map((name) => ({
      name,
      type: 'string',
      description: 'Empty: the sum over all of them.',
      constraints: { enum: values(name) },
    })),
    {
      name: 'count',
      type: 'integer',
      description: 'Empty: withheld.',
      constraints: { minimum: 0 },
    },
    withheld,
  ];
}

const totalFields = [
  month,
  { name: 'name', type: 'string', description: 'What is counted or measured.' },
  { name: 'value', type: 'number', description: 'Empty: withheld.' },
  withheld,
];

/** The columns of the fact-checks. */
export const factCheckFields = [
  { name: 'id', type: 'string', description: 'Stays the same for ever.' },
  {
    name: 'title',
    type: 'string',
    description: 'As the public page has it; numbers of people are masked.',
  },
  { name: 'verdict', type: 'string' },
  { name: 'topic', type: 'string', description: 'Told from its words by a list.' },
  { name: 'published_on', type: 'date' },
  {
    name: 'version',
    type: 'integer',
    description: 'Grows when its verdict or summary is corrected.',
  },
  { name: 'withdrawn', type: 'boolean' },
  { name: 'address', type: 'string', format: 'uri' },
];
