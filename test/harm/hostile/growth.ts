/** As much as WhatsApp lets anybody write: a message is cut here before it is kept. */
export const LONGEST = 65_536;

/** What grows with the square of the length takes a second or more for the longest; what takes less than this does not. */
const NOTHING_MS = 60;
/** Four times the length is 4 times the work where work grows with length, and 16 times where with its square. */
const MOST_GROWTH = 9;
/** On a busy machine the collector of garbage falls now on the long text, now on the short one. */
const TRIES = 10;
/** The processor's time is told in steps of some milliseconds. */
const ENOUGH_MS = 40;

/**
 * How many times more work something is on a text four times as long; undefined where it grows with the length, or is
 * nothing at all. Work is time on the processor, the least of several measurements: others use the machine as well.
 */
export async function growthOf(
  run: (text: string) => unknown,
  make: (length: number) => string,
): Promise<number | undefined> {
  const [short, long] = [make(LONGEST / 4), make(LONGEST)];
  const begun = performance.now();
  await tried(run, long);
  if (performance.now() - begun < NOTHING_MS) return undefined;
  let [shortMs, longMs] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let tries = 1; tries <= TRIES; tries += 1) {
    longMs = Math.min(longMs, await workOf(run, long));
    if (longMs < NOTHING_MS) return undefined;
    shortMs = Math.min(shortMs, await workOf(run, short));
    if (longMs / shortMs <= MOST_GROWTH) return undefined;
  }
  return longMs / shortMs;
}

/** Texts of a part again and again. */
export function repeated(part: string): (length: number) => string {
  return (length) => part.repeat(length / part.length);
}

/** Milliseconds of this thread on the processor for one run, over as many runs as it takes to tell. */
async function workOf(run: (text: string) => unknown, text: string): Promise<number> {
  const begun = process.threadCpuUsage();
  for (let runs = 1; ; runs += 1) {
    await tried(run, text);
    const { user, system } = process.threadCpuUsage(begun);
    const spent = (user + system) / 1000;
    if (spent >= ENOUGH_MS || runs >= MOST_RUNS) return spent / runs;
  }
}

const MOST_RUNS = 200;

/** A text may be refused: what counts is how long that takes. */
async function tried(run: (text: string) => unknown, text: string): Promise<void> {
  try {
    await run(text);
  } catch {
    // refused
  }
}
