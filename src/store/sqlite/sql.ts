import type { SQLInputValue } from 'node:sqlite';
import type { z } from 'zod';

/** Part of a statement, with the values that belong into its places. */
export class Sql {
  readonly text: string;
  readonly values: readonly SQLInputValue[];

  constructor(text: string, values: readonly SQLInputValue[] = []) {
    this.text = text;
    this.values = values;
  }
}

export type Given = SQLInputValue | Sql;

/** Writes a part of a statement; what is put into it is bound as a value, unless it is a part. */
export function sql(texts: readonly string[], ...given: readonly Given[]): Sql {
  return new Sql(String.raw({ raw: texts }, ...given.map(placeOf)), valuesOf(given));
}

/** Joins parts or values by commas. */
export function listed(given: readonly Given[]): Sql {
  return new Sql(given.map(placeOf).join(', '), valuesOf(given));
}

/** Condition for a column to have one of some values. */
export function among(values: readonly string[]): Sql {
  return sql`IN (SELECT value FROM json_each(${JSON.stringify(values)}))`;
}

function placeOf(given: Given): string {
  return given instanceof Sql ? given.text : '?';
}

function valuesOf(given: readonly Given[]): SQLInputValue[] {
  return given.flatMap((each) => (each instanceof Sql ? each.values : [each]));
}

/** Returns the column of a name in camel case. */
export function toSnake(name: string): string {
  const snake = SNAKES.get(name) ?? name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  SNAKES.set(name, snake);
  return snake;
}

/** Names of columns, which are all in the code. */
const SNAKES = new Map<string, string>();

export type Row = Record<string, unknown>;

/** Reads a text column; throws if the schema of the file is violated. */
export function text(row: Row, column: string): string {
  const value = row[column];
  if (typeof value !== 'string') throw new Error(`column ${column} holds no text`);
  return value;
}

export function integer(row: Row, column: string): number {
  const value = row[column];
  if (typeof value !== 'number') throw new Error(`column ${column} holds no number`);
  return value;
}

export function bytes(row: Row, column: string): Uint8Array {
  const value = row[column];
  if (!(value instanceof Uint8Array)) throw new Error(`column ${column} holds no bytes`);
  return value;
}

export function orNone<T>(read: (row: Row, column: string) => T) {
  return (row: Row, column: string) => (row[column] === null ? undefined : read(row, column));
}

/** Reads the document in a row's `doc` column. */
export function document<T>(schema: z.ZodType<T>, row: Row): T {
  return schema.parse(JSON.parse(text(row, 'doc')));
}

export function documents<T>(schema: z.ZodType<T>, rows: readonly Row[]): T[] {
  return rows.map((row) => document(schema, row));
}

/** Reads several columns, each under its own name; one in snake case gives a name in camel case. */
export function columns<
  const Readers extends Record<string, (row: Row, column: string) => unknown>,
>(row: Row, readers: Readers): { [Name in keyof Readers]: ReturnType<Readers[Name]> } {
  const values = Object.entries(readers).map(([name, read]) => [name, read(row, toSnake(name))]);
  return Object.fromEntries(values); // read by the readers
}
