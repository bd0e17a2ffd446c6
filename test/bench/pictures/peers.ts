import sharp from 'sharp';
import { pdq } from '../../../src/matching/pictures/pdq.ts';

/** One PDQ of the whole picture, as the tiplines that use PDQ keep it. */
export async function pdqOf(bytes: Uint8Array): Promise<ReturnType<typeof pdq>> {
  const { data, info } = await sharp(bytes)
    .resize(512, 512, { fit: 'inside', withoutEnlargement: true })
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return pdq({ width: info.width, height: info.height, pixels: new Uint8Array(data) });
}

/** The 64-bit hash that most libraries give: 32×32 grey values, the 8×8 lowest waves against their median. */
export async function pHash64(bytes: Uint8Array): Promise<Uint8Array> {
  const pixels = await sharp(bytes).greyscale().resize(32, 32, { fit: 'fill' }).raw().toBuffer();
  const waves: number[] = [];
  for (let row = 1; row <= 8; row++) {
    for (let column = 1; column <= 8; column++) {
      let sum = 0;
      for (let y = 0; y < 32; y++) {
        for (let x = 0; x < 32; x++) {
          sum += (pixels[y * 32 + x] ?? 0) * wave(row, y) * wave(column, x);
        }
      }
      waves.push(sum);
    }
  }
  const median = waves.toSorted((a, b) => a - b)[32] ?? 0;
  const bits = new Uint8Array(8);
  for (const [at, value] of waves.entries()) {
    if (value > median) bits[at >> 3] = (bits[at >> 3] ?? 0) | (1 << (at & 7));
  }
  return bits;
}

function wave(number: number, place: number): number {
  return Math.cos((Math.PI / 64) * number * (2 * place + 1));
}
