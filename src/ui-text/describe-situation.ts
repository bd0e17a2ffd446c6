import type { CsvCell } from '../domain/text/csv.ts';
import type { Situation } from '../services/situation/count-situation.ts';
import type { Words } from './ui-text.ts';

/** A table of a situation report in the reader's language. */
export interface SituationTable {
  name: keyof Situation['tables'];
  title: string;
  heads: readonly string[];
  rows: readonly (readonly CsvCell[])[];
}

type Row = Readonly<Record<string, string | number | undefined>>;

/** The tables of a situation report in words; partners, provinces and what citizens wrote stay as they are. */
export function describeSituation({ tables }: Situation, words: Words): SituationTable[] {
  const { table, column } = words.situation;
  const heads = new Map<string, string>(Object.entries(column));
  return entriesOf(tables).map(([name, rows]) => ({
    name,
    title: table[name],
    heads: Object.keys(rows[0] ?? {}).map((each) => heads.get(each) ?? each),
    rows: rows.map((row: Row) => {
      return Object.entries(row).map(
        ([key, cell]) => namesIn(words)[key]?.get(String(cell)) ?? cell,
      );
    }),
  }));
}

function entriesOf<T extends object>(table: T): [keyof T, readonly Row[]][] {
  return Object.entries(table) as [keyof T, readonly Row[]][]; // each table is a list of rows
}

/** What the codes of a column are called. */
function namesIn({
  situation,
  threat,
  urgency,
  verdict,
}: Words): Record<string, Map<string, string>> {
  const named = (...lists: object[]) => new Map<string, string>(lists.flatMap(Object.entries));
  const { value } = situation;
  return {
    who: named(value),
    kind: named(situation.column),
    province: named(value),
    threat: named(threat, value),
    urgency: named(urgency.name),
    before: named(verdict),
    after: named(verdict, value),
  };
}

/** What a summary by e-mail says: totals alone, and where the rest is. */
export function summariseSituation(
  { tables }: Situation,
  { situation: say }: Words,
  address: string | undefined,
): string {
  const sum = <R>(rows: readonly R[], of: (row: R) => number) =>
    rows.reduce((total, row) => total + of(row), 0);
  const urgent = (urgency: string) => tables.open.filter((each) => each.urgency === urgency);
  const openOf = (urgency: string) =>
    sum(urgent(urgency), ({ cases, reports, referrals }) => cases + reports + referrals);
  const totals = [
    sum(tables.asks, ({ count }) => count),
    sum(tables.referrals, ({ count }) => count),
    sum(tables.answers, ({ late }) => late),
  ] as const;
  const text = say.mail(...totals, openOf('life'), openOf('hour'));
  return address === undefined ? text : `${text}\n${say.page(`${address}/review/situation`)}`;
}
