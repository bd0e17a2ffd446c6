import type { Document } from 'bson';
import { Query } from 'mingo';
import { keyOf } from './index-keys.ts';

/** How a find is to be ordered and cut. */
export interface Cut {
  sort?: Document | undefined;
  skip?: number | undefined;
  limit?: number | undefined;
  projection?: Document | undefined;
}

/** The documents of a view that a filter lets through; ids are looked up, the rest is read through. */
export function select(
  view: ReadonlyMap<string, Document>,
  filter: Document,
  { sort, skip = 0, limit = 0, projection }: Cut = {},
): Document[] {
  let cursor = new Query(filter).find<Document>(candidates(view, filter), projection ?? {});
  if (sort && Object.keys(sort).length > 0) cursor = cursor.sort(sort as Record<string, 1 | -1>);
  if (skip > 0) cursor = cursor.skip(skip);
  if (limit !== 0) cursor = cursor.limit(Math.abs(limit));
  return cursor.all();
}

function candidates(view: ReadonlyMap<string, Document>, { _id }: Document): Document[] {
  const ids = idsOf(_id);
  if (!ids) return [...view.values()];
  return ids.flatMap((id) => view.get(keyOf(id)) ?? []);
}

function idsOf(wanted: unknown): unknown[] | undefined {
  if (typeof wanted === 'string') return [wanted];
  if (typeof wanted !== 'object' || wanted === null) return undefined;
  if ('$in' in wanted && Array.isArray(wanted.$in)) return [...new Set(wanted.$in)];
  if ('$eq' in wanted) return [wanted.$eq];
  return undefined;
}
