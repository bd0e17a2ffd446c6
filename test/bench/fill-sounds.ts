import { seededNumbers } from '../support/generate.ts';
import type { SoundSample } from './sound-set.ts';

/** Fingerprints as of other clips, cut and joined from real ones by seed, with some bits turned: as common keys, other orders. */
export function* fillSounds(real: readonly SoundSample[], count: number): Generator<Uint32Array> {
  const random = seededNumbers(count);
  const below = (end: number) => Math.floor(random() * end);
  for (let made = 0; made < count; made++) {
    const length = 200 + below(300);
    const items: number[] = [];
    while (items.length < length) {
      const source = real[below(real.length)]?.plain ?? new Uint32Array();
      const from = below(source.length);
      for (const item of source.subarray(from, from + 8 + below(16)))
        items.push(turnBits(item, random));
    }
    yield Uint32Array.from(items);
  }
}

/** Turns as many bits as an edit does: one in twenty. */
function turnBits(item: number, random: () => number): number {
  let turned = item;
  for (let bit = 0; bit < 32; bit++) if (random() < 0.05) turned ^= 1 << bit;
  return turned >>> 0;
}
