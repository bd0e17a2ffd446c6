import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromCell, toCsv } from '../../src/domain/text/csv.ts';

const signs = fc.constantFrom(
  '=',
  '+',
  '-',
  '@',
  '|',
  '%',
  '\t',
  '\r',
  '\n',
  '  =',
  "'=",
  "' -",
  '',
);
const text = fc.tuple(
  signs,
  fc.string({ unit: fc.constantFrom('a', "'", '"', ',', ' ', '\n', '=') }),
);

test.each(['all', 'needed'] as const)(
  'whatever is written with quotes around %s comes back, and no cell is a formula',
  (quotes) => {
    fc.assert(
      fc.property(
        fc.array(
          text.map((parts) => parts.join('')),
          { minLength: 2 },
        ),
        (row) => {
          const [cells = []] = parse(toCsv([row], { quotes }), { trim: true });
          expect(cells.filter((cell) => /^\s*[=+\-@\t\r\n|%]/.test(cell))).toEqual([]);
          expect(cells.map(fromCell)).toEqual(row);
        },
      ),
    );
  },
);

test('numbers stay numbers and nothing stays nothing', () => {
  expect(toCsv([[-1, undefined, '', 'a\0=b']])).toBe('-1,,"","a=b"\r\n');
});
