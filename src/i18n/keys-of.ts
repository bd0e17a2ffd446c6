/** Lists the names in a table, in their order and with their type. */
export function keysOf<K extends string>(table: Readonly<Record<K, unknown>>) {
  return Object.keys(table) as [K, ...K[]]; // a table is written out with `as const` and never empty
}
