import { cellsOf, keyOf } from '../../../domain/disclosure/aggregation-chain.ts';
import type { MonthRecord, TableName } from '../../../services/transparency/monthly-report.ts';

/** The numbers of a table by what they are of; null is withheld. */
export interface ReadTable {
  all: number | null;
  /** The values of one axis with their numbers. */
  along(axis: string): { value: string; count: number | null }[];
}

/** Reads a table of a record; one that an older record lacks is all withheld. */
export function readTable({ tables }: Pick<MonthRecord, 'tables'>, name: TableName): ReadTable {
  const table = tables.find((each) => each.name === name);
  const axes = table?.axes ?? [];
  const counts = new Map(cellsOf(axes).map((of, at) => [keyOf(of), table?.counts[at] ?? null]));
  return {
    all: counts.get(keyOf({})) ?? null,
    along(axis) {
      const values = axes.find((each) => each.name === axis)?.values ?? [];
      return values.map((value) => ({
        value,
        count: counts.get(keyOf({ [axis]: value })) ?? null,
      }));
    },
  };
}
