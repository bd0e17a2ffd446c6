import type { Vector } from '../matching/embedder.ts';

/** Returns the mean of the rows of a table that is `width` wide. */
export function meanOf(table: Float32Array, width: number): Vector {
  const mean = new Float32Array(width);
  const rows = table.length / width;
  for (let at = 0; at < table.length; at++) {
    const column = at % width;
    mean[column] = (mean[column] ?? 0) + (table[at] ?? 0) / rows;
  }
  return mean;
}

/** Normalises a vector to length one; zeros stay zeros. */
export function toUnit(vector: Vector): Vector {
  const length = Math.hypot(...vector);
  if (!Number.isFinite(length)) throw new Error('it gives numbers without end');
  return length === 0 ? vector : vector.map((value) => value / length);
}
