import { countBits } from '../count-bits.ts';
import { PARTS, POINT_BYTES } from './read-points.ts';

/** Point of one picture and the most similar point of the other, in pixels. */
export interface Pair {
  x: number;
  y: number;
  toX: number;
  toY: number;
  /** Number of 256 comparisons in which they differ. */
  distance: number;
}

/** Pairs each point of the first picture with a clearly most similar one, the surest first. */
export function matchPoints(from: Uint8Array, to: Uint8Array): Pair[] {
  const a = unpackPoints(from);
  const b = unpackPoints(to);
  const distances = new Uint16Array(b.count);
  const pairs: Pair[] = [];
  for (let point = 0; point < a.count; point++) {
    const best = nearest(a, point, { points: b, distances });
    if (best === undefined) continue;
    pairs.push({
      x: a.x[point] ?? 0,
      y: a.y[point] ?? 0,
      toX: b.x[best] ?? 0,
      toY: b.y[best] ?? 0,
      distance: distances[best] ?? 0,
    });
  }
  return pairs.sort((one, other) => one.distance - other.distance);
}

export interface Points {
  count: number;
  x: Float32Array;
  y: Float32Array;
  /** Eight numbers a point. */
  words: Uint32Array;
}

/** Unpacks the output of `readPoints`; leaves out half a point at the end. */
export function unpackPoints(bytes: Uint8Array): Points {
  const count = Math.floor(bytes.length / POINT_BYTES);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const x = new Float32Array(count);
  const y = new Float32Array(count);
  const words = new Uint32Array(count * WORDS);
  for (let point = 0; point < count; point++) {
    const start = point * POINT_BYTES;
    x[point] = view.getUint16(start, true) / PARTS;
    y[point] = view.getUint16(start + 2, true) / PARTS;
    for (let word = 0; word < WORDS; word++) {
      words[point * WORDS + word] = view.getUint32(start + 4 + word * 4, true);
    }
  }
  return { count, x, y, words };
}

function nearest(
  a: Points,
  point: number,
  { points: b, distances }: { points: Points; distances: Uint16Array },
): number | undefined {
  let best = 0;
  for (let other = 0; other < b.count; other++) {
    const distance = difference(a.words, point * WORDS, b.words, other * WORDS);
    distances[other] = distance;
    if (distance < (distances[best] ?? 0)) best = other;
  }
  const least = distances[best] ?? FAR;
  if (least > ALIKE) return undefined;
  for (let other = 0; other < b.count; other++) {
    if ((distances[other] ?? FAR) * CLEARLY > least) continue;
    const away =
      Math.abs((b.x[other] ?? 0) - (b.x[best] ?? 0)) +
      Math.abs((b.y[other] ?? 0) - (b.y[best] ?? 0));
    if (away > SAME_PLACE) return undefined;
  }
  return best;
}

/** Counts differing comparisons of 256; stops after a quarter that differs too much. */
export function difference(a: Uint32Array, atA: number, b: Uint32Array, atB: number): number {
  let sum = 0;
  for (let word = 0; word < WORDS; word++) {
    sum += countBits((a[atA + word] ?? 0) ^ (b[atB + word] ?? 0));
    if (word === 1 && sum > QUARTER_ALIKE) return FAR;
  }
  return sum;
}

const WORDS = 8;
const FAR = 256;
/** Points of the same thing differ in fewer of 256 comparisons; of different things in some 128. */
const ALIKE = 72;
const QUARTER_ALIKE = 27;
/** The nearest must be this much nearer than the next one elsewhere. */
const CLEARLY = 0.85;
const SAME_PLACE = 12;
