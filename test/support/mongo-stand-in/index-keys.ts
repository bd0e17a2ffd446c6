import { type Document, EJSON } from 'bson';
import { Query } from 'mingo';

/** An index as `createIndexes` describes it. */
export interface Index {
  name: string;
  key: Document;
  unique?: boolean;
  sparse?: boolean;
  partialFilterExpression?: Document;
}

/** The text that stands for a value in an index. */
export function keyOf(value: unknown): string {
  return typeof value === 'string' ? `s${value}` : EJSON.stringify({ value });
}

/** The keys of a document in a unique index; none where the index leaves the document out. */
export function uniqueKeys(index: Index, document: Document): Set<string> {
  const { partialFilterExpression: filter, sparse } = index;
  if (filter && !new Query(filter).test(document)) return new Set();
  const fields = Object.keys(index.key);
  const values = fields.map((field) => valuesAt(document, field.split('.')));
  if (sparse && values.every((found) => found.length === 0)) return new Set();
  let keys = [''];
  for (const found of values) {
    const parts = found.length === 0 ? [null] : found;
    keys = keys.flatMap((key) => parts.map((part) => `${key}\u0001${keyOf(part)}`));
  }
  return new Set(keys);
}

/** All values at a path; an array on the way, or at its end, gives each of its elements. */
function valuesAt(value: unknown, path: readonly string[]): unknown[] {
  if (Array.isArray(value)) return value.flatMap((each) => valuesAt(each, path));
  const [field, ...rest] = path;
  if (field === undefined) return [value];
  if (typeof value !== 'object' || value === null) return [];
  const next = (value as Document)[field];
  return next === undefined ? [] : valuesAt(next, rest);
}
