import type { SQLInputValue } from 'node:sqlite';
import tables from './backup-tables.json' with { type: 'json' };
import type { Database } from './database.ts';
import { Sql } from './sql.ts';

/**
 * Every table and its columns, as the backup knows them. Add every new table here; one that is
 * copied unchanged needs a line here and one in `plainTables`. Not copied: who holds an account now
 * (`leases`), the proof of the key (`seals`), what was counted already (`counted`), who is logged in (`logins`, `tries`, `setups`), and the number of
 * started turns (`citizens.begun`), which is of this machine: a restore retries what was set aside.
 */
const known: Readonly<Record<string, string>> = tables.known;

/** Table that is copied unchanged. */
interface PlainTable {
  table: string;
  /** Names of both stores, with the column if it is called otherwise. */
  columns: string;
  order?: string;
  /** Where the other store may have several rows for one counter. */
  onConflict?: string;
}

/** Tables that are copied unchanged, by kind; the id of a document begins with its kind in a backup. */
export const plainTables: Readonly<Record<string, PlainTable>> = tables.plain;

/** Returns the statement that reads a table under the names of both stores. */
export function selectPlain({ table, columns, order }: PlainTable): Sql {
  const read = pairsOf(columns).map(([name, column]) => {
    const isOfPaper = isDocumentId(table, name);
    return `${isOfPaper ? "kind || ':' || id" : column} AS "${name}"`;
  });
  return new Sql(`SELECT ${read.join(', ')} FROM ${table}${order ? ` ORDER BY ${order}` : ''}`);
}

/** Inserts a row that is given under the names of both stores. */
export function insertPlain(
  db: Database,
  { table, columns, onConflict }: PlainTable,
  row: Readonly<Record<string, unknown>>,
): void {
  const values = pairsOf(columns).map(([name, column]): [string, SQLInputValue | boolean] => {
    const value = row[name] ?? null;
    if (!isDocumentId(table, name)) return [column, value as SQLInputValue | boolean];
    return [column, String(value).slice(`${row.kind}:`.length)];
  });
  db.insert(table, Object.fromEntries(values), onConflict);
}

function pairsOf(columns: string): [string, string][] {
  return columns.split(' ').map((each) => {
    const [name = '', column = name] = each.split('=');
    return [name, column];
  });
}

/** Throws if a backup would leave out a table or column. */
export function checkTables(db: Database): void {
  for (const { name } of tablesOf(db)) {
    const columns = db.all`SELECT name FROM pragma_table_info(${name})`.map((row) => row.name);
    const expected = known[name]?.split(' ') ?? [];
    const unknown = columns.find((column) => !expected.includes(String(column)));
    if (unknown === undefined) continue;
    throw new Error(
      `the backup does not know ${name}.${unknown} yet; say in backup-tables.json how it is taken along`,
    );
  }
}

/** Refuses a file that is not empty. */
export function checkEmpty(db: Database, path: string): void {
  for (const { name } of tablesOf(db)) {
    if (name === 'seals' || !db.get`SELECT 1 FROM ${new Sql(name)} LIMIT 1`) continue;
    throw new Error(
      `${path} holds ${name.replace('_', '-')} already; restore into a new folder (--data FOLDER)`,
    );
  }
}

function tablesOf(db: Database): { name: string }[] {
  const rows = db.all`SELECT name FROM sqlite_master
    WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`;
  return rows.map((row) => ({ name: String(row.name) }));
}

function isDocumentId(table: string, name: string): boolean {
  return `${table}.${name}` === 'papers.id';
}
