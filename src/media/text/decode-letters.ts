import type { Box, SeenWord } from '../../matching/screenshot/seen.ts';

/** Reads the likeliest sign of each step (CTC) into words in `box`; the first chance is a gap's, the last a space's, often too low. */
export function decodeLetters(chances: Float32Array, alphabet: readonly string[], box: Box) {
  const signs = alphabet.length;
  const steps = Math.floor(chances.length / signs);
  const placeOf = (step: number) => box.x0 + ((box.x1 - box.x0) * step) / steps;
  const words: SeenWord[] = [];
  let isOpen = false;
  let before = GAP;
  for (let step = 0; step < steps; step++) {
    const here = chances.subarray(step * signs, (step + 1) * signs);
    const sign = likeliest(here);
    const [letter = '', confidence = 0] = [alphabet[sign], here[sign]];
    if (letter === ' ' || (sign === GAP && (here[signs - 1] ?? 0) > SPACE)) isOpen = false;
    else if (sign !== GAP && sign !== before) {
      const word = isOpen ? words.pop() : undefined;
      words.push({
        text: (word?.text ?? '') + letter,
        confidence: Math.min(word?.confidence ?? 1, confidence),
        box: { ...box, x0: word?.box.x0 ?? placeOf(step), x1: placeOf(step + 1) },
      });
      isOpen = true;
    }
    before = sign;
  }
  return { words };
}

const GAP = 0;
/** Of 815 spaces in lines over photos, all had a higher chance, and one place that was none. */
const SPACE = 0.05;

function likeliest(chances: Float32Array): number {
  let best = 0;
  for (let sign = 1; sign < chances.length; sign++) {
    if ((chances[sign] ?? 0) > (chances[best] ?? 0)) best = sign;
  }
  return best;
}
