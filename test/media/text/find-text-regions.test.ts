import { expect, test } from 'vitest';
import { findTextRegions } from '../../../src/media/text/photo-reader.ts';

/** A map from drawn rows: `#` is surely text, `+` perhaps, all else is not; each sign is 4 by 4 pixels. */
function mapOf(...rows: readonly string[]) {
  const [width, height] = [(rows[0] ?? '').length * 4, rows.length * 4];
  const chances = Float32Array.from({ length: width * height }, (_, at) => {
    const sign = rows[Math.floor(at / width / 4)]?.[Math.floor((at % width) / 4)];
    return sign === '#' ? 0.9 : sign === '+' ? 0.4 : 0.1;
  });
  return { width, height, chances };
}

test('each line is one box, widened to its letters, from top to bottom', () => {
  const found = findTextRegions(
    mapOf('..........', '.####.###.', '..........', '...#####..', '..........'),
  );
  expect(found.map(({ x0, x1 }) => [Math.round(x0), Math.round(x1)])).toEqual([
    [1, 23],
    [22, 38],
    [9, 35],
  ]);
  for (const { y0, y1 } of found) expect(y1 - y0).toBeGreaterThan(4);
});

test('what is only perhaps text, or stands upright, is no line', () => {
  expect(findTextRegions(mapOf('......', '.++++.', '......'))).toEqual([]);
  expect(findTextRegions(mapOf('.#.', '.#.', '.#.'))).toEqual([]);
});

test('a line that ends at the edge does not go on at the other', () => {
  expect(findTextRegions(mapOf('......', '....##', '##....', '......'))).toHaveLength(2);
});

test('a map full of text is one box, and a map without pixels none', () => {
  const full = { width: 700, height: 700, chances: new Float32Array(490_000).fill(1) };
  expect(findTextRegions(full)).toEqual([{ x0: 0, y0: 0, x1: 700, y1: 700 }]);
  expect(findTextRegions({ width: 0, height: 0, chances: new Float32Array() })).toEqual([]);
});
