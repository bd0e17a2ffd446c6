import type { Document } from 'bson';
import { Query } from 'mingo';
import { Failure } from './failure.ts';

interface Positions {
  before: Document;
  filter: Document;
  arrayFilters: readonly Document[];
}

/** Puts the numbers of array elements in the place of `$` and `$[name]` in an update's paths. */
export function resolvePositions(operators: Document, positions: Positions): Document {
  const entries = Object.entries(operators).map(([operator, fields]) => [
    operator,
    Object.fromEntries(
      Object.entries(fields).flatMap(([path, value]) =>
        resolvePath(path, positions).map((each) => [each, value]),
      ),
    ),
  ]);
  return Object.fromEntries(entries);
}

function resolvePath(path: string, positions: Positions): string[] {
  const { before, filter, arrayFilters } = positions;
  const marked = /^([^$]+)\.\$(?:\[(\w+)\])?(\..*)?$/.exec(path);
  if (!marked) return [path];
  const [, array = '', name, rest = ''] = marked;
  const found = array
    .split('.')
    .reduce<unknown>((at, key) => (at as Document | undefined)?.[key], before);
  const elements = (found ?? []) as Document[];
  const query = new Query(
    name === undefined ? conditionsOn(array, filter) : namedFilter(name, arrayFilters),
  );
  const numbers = elements.flatMap((element, n) => (query.test(element) ? [n] : []));
  const chosen = name === undefined ? numbers.slice(0, 1) : numbers;
  if (name === undefined && chosen.length === 0) {
    throw new Failure(2, 'The positional operator did not find the match needed');
  }
  return chosen.flatMap((n) => resolvePath(`${array}.${n}${rest}`, positions));
}

function conditionsOn(array: string, filter: Document): Document {
  const conditions: Document = { ...filter[array]?.$elemMatch };
  for (const [path, value] of Object.entries(filter)) {
    if (path.startsWith(`${array}.`)) conditions[path.slice(array.length + 1)] = value;
  }
  return conditions;
}

function namedFilter(name: string, arrayFilters: readonly Document[]): Document {
  const entries = arrayFilters.flatMap((each) => Object.entries(each));
  const own = entries.filter(([path]) => path.startsWith(`${name}.`));
  return Object.fromEntries(own.map(([path, value]) => [path.slice(name.length + 1), value]));
}
