/** As much as WhatsApp lets anybody write: a message is cut here before it is kept. */
export const LONGEST = 65_536;

/** What grows with the square of the length takes a second or more for the longest; what takes less than this does not. */
const NOTHING_MS = 60;
/** Four times the length is 4 times the work where work grows with length, and 16 times where with its square. */
const MOST_GROWTH = 9;
const TRIES = 6;

/**
 * How many times longer something takes on a text four times as long; undefined where it grows with the length, or
 * is nothing at all. The least of several measurements counts, for others work on the same machine.
 */
export async function growthOf(
  run: (text: string) => unknown,
  make: (length: number) => string,
): Promise<number | undefined> {
  const [short, long] = [make(LONGEST / 4), make(LONGEST)];
  let [shortMs, longMs] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let tries = 1; tries <= TRIES; tries += 1) {
    longMs = Math.min(longMs, await timeOf(run, long));
    if (longMs < NOTHING_MS) return undefined;
    shortMs = Math.min(shortMs, await timeOf(run, short));
    if (longMs / shortMs <= MOST_GROWTH) return undefined;
  }
  return longMs / shortMs;
}

/** A text may be refused: what counts is how long that takes. */
async function timeOf(run: (text: string) => unknown, text: string): Promise<number> {
  const begun = performance.now();
  try {
    await run(text);
  } catch {
    // refused
  }
  return performance.now() - begun;
}
