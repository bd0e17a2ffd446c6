import { type Raster, type Region, wholeOf } from './raster.ts';
import { SIDE, toSquare, type View } from './to-square.ts';

/** Computes PDQ-256 as Meta published it (bits that hardly change on the way, and a quality, 0..100), also of a region; the mirror image needs its own, as PDQ samples right of the middle. */
export function pdq(raster: Raster, region: Region = wholeOf(raster), view: View = 'straight') {
  const square = toSquare(raster, region, view);
  return { hash: toBits(toWaves(square)), quality: qualityOf(square) };
}

export const HASH_BYTES = 32;

const WAVES = 16;

/** Computes waves of 1..16 half periods, down (row) and across (column), by cosine transform. */
function toWaves(square: Float32Array): Float32Array {
  const down = new Float32Array(WAVES * SIDE);
  for (let wave = 0; wave < WAVES; wave++) {
    for (let y = 0; y < SIDE; y++) {
      const height = COSINES[wave * SIDE + y] ?? 0;
      for (let x = 0; x < SIDE; x++) {
        const at = wave * SIDE + x;
        down[at] = (down[at] ?? 0) + height * (square[y * SIDE + x] ?? 0);
      }
    }
  }
  const waves = new Float32Array(WAVES * WAVES);
  for (let row = 0; row < WAVES; row++) {
    for (let column = 0; column < WAVES; column++) {
      let sum = 0;
      for (let x = 0; x < SIDE; x++) {
        sum += (down[row * SIDE + x] ?? 0) * (COSINES[column * SIDE + x] ?? 0);
      }
      waves[row * WAVES + column] = sum;
    }
  }
  return waves;
}

const COSINES = Float32Array.from({ length: WAVES * SIDE }, (_, at) => {
  const wave = Math.floor(at / SIDE) + 1;
  const place = at % SIDE;
  return Math.sqrt(2 / SIDE) * Math.cos((Math.PI / 2 / SIDE) * wave * (2 * place + 1));
});

/** Sets a bit per wave above the median; the first wave is the lowest bit of the last byte. */
function toBits(waves: Float32Array): Uint8Array {
  const median = Float32Array.from(waves).sort()[waves.length / 2 - 1] ?? 0;
  const bits = new Uint8Array(HASH_BYTES);
  for (let at = 0; at < waves.length; at++) {
    if ((waves[at] ?? 0) > median) {
      const byte = HASH_BYTES - 1 - (at >> 3);
      bits[byte] = (bits[byte] ?? 0) | (1 << (at & 7));
    }
  }
  return bits;
}

/** Measures the changes of brightness from cell to cell; the divisor 90 is Meta's. */
function qualityOf(square: Float32Array): number {
  let sum = 0;
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      const here = square[y * SIDE + x] ?? 0;
      if (y + 1 < SIDE) sum += step(here, square[(y + 1) * SIDE + x] ?? 0);
      if (x + 1 < SIDE) sum += step(here, square[y * SIDE + x + 1] ?? 0);
    }
  }
  return Math.min(100, Math.floor(sum / 90));
}

function step(from: number, to: number): number {
  return Math.floor(Math.abs((from - to) * 100) / 255);
}
