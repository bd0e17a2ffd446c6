import type { Document } from 'bson';
import { Query } from 'mingo';
import type { Index } from './index-keys.ts';

/**
 * Which index could serve a filter, or a collection scan. A rough estimate of what a server plans:
 * the first field of an index has to be asked for, and a partial index has to hold all that is.
 */
export function planOf(indexes: readonly Index[], filter: Document, sort: Document = {}): Document {
  const conditions = flatten(filter);
  const choice = indexes.find((index) => canServe(index, conditions, sort));
  if (choice) return { stage: 'FETCH', inputStage: { stage: 'IXSCAN', indexName: choice.name } };
  const { $or } = filter;
  if (Array.isArray($or)) {
    const parts = $or.map((part) => planOf(indexes, part));
    return { stage: 'OR', inputStages: parts };
  }
  return { stage: 'COLLSCAN' };
}

function flatten(filter: Document): Document {
  const parts = Array.isArray(filter.$and) ? filter.$and.map(flatten) : [];
  const nested: Document = {};
  for (const [path, condition] of Object.entries(filter)) {
    const inner = (condition as Document | null)?.$elemMatch;
    for (const [field, value] of Object.entries(inner ?? {})) nested[`${path}.${field}`] = value;
  }
  return Object.assign({}, ...parts, filter, nested);
}

function canServe({ key, partialFilterExpression }: Index, filter: Document, sort: Document) {
  if (partialFilterExpression && !implies(filter, partialFilterExpression)) return false;
  const [first = ''] = Object.keys(key);
  const [sorted] = Object.keys(sort);
  return narrows(filter[first]) || sorted === first || partialFilterExpression !== undefined;
}

function narrows(condition: unknown): boolean {
  if (condition === undefined) return false;
  if (typeof condition !== 'object' || condition === null) return true;
  const operators = Object.keys(condition).filter((key) => key.startsWith('$'));
  return operators.length === 0 || operators.some((key) => !['$ne', '$nin', '$not'].includes(key));
}

/** Whether what a filter asks for lies within a partial index. */
function implies(filter: Document, partial: Document): boolean {
  return Object.entries(partial).every(([path, condition]) => {
    const asked = filter[path];
    if (asked === undefined) return false;
    if (condition?.$exists === true) return asked?.$exists === true || narrows(asked);
    if (typeof asked === 'object') return JSON.stringify(asked) === JSON.stringify(condition);
    return new Query({ value: condition }).test({ value: asked });
  });
}
