import type { z } from 'zod';
import type { Row } from './database.ts';

/** A column that holds text; throws where the schema of the file does not hold. */
export function text(row: Row, column: string): string {
  const value = row[column];
  if (typeof value !== 'string') throw new Error(`column ${column} holds no text`);
  return value;
}

/** A column that holds a whole number. */
export function integer(row: Row, column: string): number {
  const value = row[column];
  if (typeof value !== 'number') throw new Error(`column ${column} holds no number`);
  return value;
}

/** A column that holds bytes. */
export function bytes(row: Row, column: string): Uint8Array {
  const value = row[column];
  if (!(value instanceof Uint8Array)) throw new Error(`column ${column} holds no bytes`);
  return value;
}

/** The document in a row's `doc` column. */
export function document<T>(schema: z.ZodType<T>, row: Row): T {
  return schema.parse(JSON.parse(text(row, 'doc')));
}
