import { setTimeout as pause } from 'node:timers/promises';

const FIRST_MS = 50;
const LONGEST_MS = 400;

/** Delivers a webhook until it is answered with 200, as Meta does for days, but with short pauses. */
export async function untilTaken(
  deliver: () => Promise<number>,
  signal: AbortSignal,
): Promise<number> {
  for (let ms = FIRST_MS; ; ms = Math.min(2 * ms, LONGEST_MS)) {
    const status = await deliver().catch(() => undefined); // nobody listens, or the line broke
    if (status === 200) return status;
    await pause(ms, undefined, { signal });
  }
}
