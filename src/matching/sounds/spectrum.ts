/** Samples a second, and samples per frame: an eighth of a second. */
export const RATE = 8000;
export const FRAME = 1024;

/** Returns the strength of each frequency in a frame, up to half the rate; silence past the end. */
export function spectrumAt(pcm: Int16Array, from: number): Float64Array {
  for (let at = 0; at < FRAME; at++) {
    REAL[at] = (pcm[from + at] ?? 0) * (WINDOW[at] ?? 0);
    IMAGINARY[at] = 0;
  }
  transform(REAL, IMAGINARY);
  const strengths = new Float64Array(FRAME / 2);
  for (let at = 0; at < strengths.length; at++) {
    strengths[at] = (REAL[at] ?? 0) ** 2 + (IMAGINARY[at] ?? 0) ** 2;
  }
  return strengths;
}

/** Reused for every frame. */
const REAL = new Float64Array(FRAME);
const IMAGINARY = new Float64Array(FRAME);

/** Von Hann's window, so that a frame has no edges. */
const WINDOW = Float64Array.from(
  { length: FRAME },
  (_, at) => 0.5 - 0.5 * Math.cos((2 * Math.PI * at) / FRAME),
);
const COSINES = Float64Array.from({ length: FRAME / 2 }, (_, at) =>
  Math.cos((2 * Math.PI * at) / FRAME),
);
const SINES = Float64Array.from({ length: FRAME / 2 }, (_, at) =>
  Math.sin((-2 * Math.PI * at) / FRAME),
);

/** Computes the fast Fourier transform by halves (Cooley and Tukey, 1965), in place. */
function transform(real: Float64Array, imaginary: Float64Array): void {
  reorder(real, imaginary);
  for (let length = 2; length <= FRAME; length *= 2) {
    const [half, step] = [length / 2, FRAME / length];
    for (let first = 0; first < FRAME; first += length) {
      for (let at = 0; at < half; at++) {
        const one = first + at;
        const other = one + half;
        const cosine = COSINES[at * step] ?? 0;
        const sine = SINES[at * step] ?? 0;
        const x = (real[other] ?? 0) * cosine - (imaginary[other] ?? 0) * sine;
        const y = (real[other] ?? 0) * sine + (imaginary[other] ?? 0) * cosine;
        real[other] = (real[one] ?? 0) - x;
        imaginary[other] = (imaginary[one] ?? 0) - y;
        real[one] = (real[one] ?? 0) + x;
        imaginary[one] = (imaginary[one] ?? 0) + y;
      }
    }
  }
}

/** Moves each value to its bit-reversed position. */
function reorder(real: Float64Array, imaginary: Float64Array): void {
  let to = 0;
  for (let at = 1; at < FRAME; at++) {
    let bit = FRAME >> 1;
    for (; to & bit; bit >>= 1) to ^= bit;
    to ^= bit;
    if (at >= to) continue;
    [real[at], real[to]] = [real[to] ?? 0, real[at] ?? 0];
    [imaginary[at], imaginary[to]] = [imaginary[to] ?? 0, imaginary[at] ?? 0];
  }
}
