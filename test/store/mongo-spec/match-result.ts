import { isDeepStrictEqual } from 'node:util';
import { type Document, EJSON } from 'bson';

/** How a result differs from what a unified test expects, by that format's rules; undefined where it does not. */
export function findMismatch(
  actual: unknown,
  expected: unknown,
  isRoot = true,
): string | undefined {
  if (!isObject(expected)) {
    const plain = isObject(actual) ? actual : toPlain(actual);
    return isDeepStrictEqual(plain, expected) ? undefined : told(actual, expected);
  }
  const [operator = ''] = Object.keys(expected);
  if (operator === '$$unsetOrMatches') {
    const wanted = expected[operator];
    return actual === undefined || actual === null
      ? undefined
      : findMismatch(actual, wanted, isRoot);
  }
  if (operator === '$$exists') {
    return (actual !== undefined) === expected[operator] ? undefined : told(actual, expected);
  }
  if (operator === '$$type') return undefined;
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual) || actual.length !== expected.length) return told(actual, expected);
    return firstOf(expected.map((each, n) => findMismatch(actual[n], each, isRoot)));
  }
  if (!isObject(actual)) return told(actual, expected);
  const missing = Object.entries(expected).map(([key, value]) =>
    findMismatch(actual[key], value, false),
  );
  const extra = isRoot ? [] : Object.keys(actual).filter((key) => !(key in expected));
  return firstOf(missing) ?? (extra.length > 0 ? told(actual, expected) : undefined);
}

function isObject(value: unknown): value is Document {
  return (
    typeof value === 'object' &&
    value !== null &&
    !('_bsontype' in value) &&
    !(value instanceof Date)
  );
}

function toPlain(value: unknown): unknown {
  return JSON.parse(EJSON.stringify({ value }, { relaxed: true })).value;
}

function firstOf(found: readonly (string | undefined)[]): string | undefined {
  return found.find((each) => each !== undefined);
}

function told(actual: unknown, expected: unknown): string {
  return `found ${EJSON.stringify({ actual })}, not ${EJSON.stringify({ expected })}`;
}
