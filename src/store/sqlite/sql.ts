import type { SQLInputValue } from 'node:sqlite';

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
  const parts = given.map(toSql);
  return new Sql(String.raw({ raw: texts }, ...parts.map(({ text }) => text)), valuesOf(parts));
}

/** Joins parts or values by commas. */
export function listed(given: readonly Given[]): Sql {
  const parts = given.map(toSql);
  return new Sql(parts.map(({ text }) => text).join(', '), valuesOf(parts));
}

/** Condition for a column to have one of some values. */
export function among(values: readonly string[]): Sql {
  return sql`IN (SELECT value FROM json_each(${JSON.stringify(values)}))`;
}

function valuesOf(parts: readonly Sql[]): SQLInputValue[] {
  return parts.flatMap(({ values }) => values);
}

function toSql(given: Given): Sql {
  return given instanceof Sql ? given : new Sql('?', [given]);
}

/** Returns the column of a name in camel case. */
export function toSnake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
