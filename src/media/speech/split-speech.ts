/** Cuts a sound into parts of at most 28 seconds, at the quietest of the last six of each. */
export function splitSpeech(pcm: Int16Array, rate: number): Int16Array[] {
  const parts: Int16Array[] = [];
  for (let from = 0; from < pcm.length; ) {
    const end = from + LONGEST_SECONDS * rate;
    const to =
      end >= pcm.length
        ? pcm.length
        : quietest(pcm, { from: end - SEARCHED_SECONDS * rate, end, rate });
    parts.push(pcm.subarray(from, to));
    from = to;
  }
  return parts;
}

/** Whisper hears 30 seconds at once; the memory of the others grows with the length. */
const LONGEST_SECONDS = 28;
const SEARCHED_SECONDS = 6;

interface Search {
  from: number;
  end: number;
  rate: number;
}

/** Finds the start of the quietest tenth of a second. */
function quietest(pcm: Int16Array, { from, end, rate }: Search): number {
  const width = Math.round(rate / 10);
  let [best, least] = [end, Number.POSITIVE_INFINITY];
  for (let at = from; at + width <= end; at += width) {
    const loudness = pcm
      .subarray(at, at + width)
      .reduce((sum, sample) => sum + Math.abs(sample), 0);
    if (loudness >= least) continue;
    least = loudness;
    best = at;
  }
  return best;
}
