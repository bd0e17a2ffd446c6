import type { z } from 'zod';
import type { Row } from './database.ts';
import { toSnake } from './sql.ts';

/** Reads a text column; throws if the schema of the file is violated. */
export function text(row: Row, column: string): string {
  const value = row[column];
  if (typeof value !== 'string') throw new Error(`column ${column} holds no text`);
  return value;
}

/** Reads an integer column. */
export function integer(row: Row, column: string): number {
  const value = row[column];
  if (typeof value !== 'number') throw new Error(`column ${column} holds no number`);
  return value;
}

/** Reads a bytes column. */
export function bytes(row: Row, column: string): Uint8Array {
  const value = row[column];
  if (!(value instanceof Uint8Array)) throw new Error(`column ${column} holds no bytes`);
  return value;
}

/** Reads a column that may be empty. */
export function orNone<T>(read: (row: Row, column: string) => T) {
  return (row: Row, column: string) => (row[column] === null ? undefined : read(row, column));
}

/** Reads the document in a row's `doc` column. */
export function document<T>(schema: z.ZodType<T>, row: Row): T {
  return schema.parse(JSON.parse(text(row, 'doc')));
}

/** Reads the document of each row. */
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
