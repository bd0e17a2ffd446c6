import { expect, test } from 'vitest';
import { z } from 'zod';
import { parseJson, readJson } from '../../src/domain/text/parse-json.ts';

const schema = z.strictObject({ threads: z.int() });

test.for([
  ['{"threads":"two"}', 'threads'],
  ['{"threads":2,"treads":3}', 'treads'],
  ['{"threads":', 'JSON'],
  ['', 'JSON'],
] as const)(
  'whoever wrote %j into a file is told which file it is and what is wrong',
  ([text, wrong]) => {
    const read = () => readJson(schema, text, '/model/posko.json');
    expect(read).toThrow(/^\/model\/posko\.json cannot be read: /);
    expect(read).toThrow(wrong);
    expect(parseJson(schema, text)).toBeUndefined();
  },
);

test('what is well written is read', () => {
  expect(readJson(schema, '{"threads":2}', '/model/posko.json')).toEqual({ threads: 2 });
  expect(parseJson(schema, '{"threads":2}')).toEqual({ threads: 2 });
});
