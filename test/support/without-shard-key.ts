import type { Sent } from './mongo-stage.ts';

export type ShardKeys = Readonly<Record<string, string | null>>;

/** Returns the filters and documents of a command on a sharded collection that lead to no single shard. */
export function withoutShardKey(keys: ShardKeys, { name, command }: Sent): object[] {
  const key = keys[String(command[name])];
  if (!key) return [];
  return partsOf(command).filter((part) => !leadsToShards(part[key]));
}

type Part = Record<string, unknown>;

/** What a command asks for or inserts, one for each of its writes. */
function partsOf(command: Part): Part[] {
  const { filter, query, pipeline, updates, deletes, documents } = command;
  if (Array.isArray(documents)) return documents;
  const writes = updates ?? deletes;
  if (Array.isArray(writes)) return writes.map(({ q }) => q);
  if (Array.isArray(pipeline)) return [pipeline[0]?.$match ?? {}];
  return [(filter ?? query ?? {}) as Part];
}

/** Whether it is one value, or some: a range, or a word that it is there, leads to every shard. */
function leadsToShards(asked: unknown): boolean {
  if (typeof asked !== 'object' || asked === null) return asked !== undefined;
  const operators = Object.keys(asked).filter((each) => each.startsWith('$'));
  return operators.length === 0 || operators.includes('$in') || operators.includes('$eq');
}
