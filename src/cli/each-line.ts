import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** Takes lines one after the other, empty ones left out; returns how many had a problem. */
export async function eachLine(
  input: Readable,
  take: (line: string) => Promise<string | undefined>,
  complain: (line: number, problem: string) => void,
): Promise<number> {
  let number = 0;
  let failed = 0;
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    const problem = line.trim() === '' ? undefined : await take(line);
    if (problem === undefined) continue;
    failed += 1;
    complain(number, problem);
  }
  return failed;
}
