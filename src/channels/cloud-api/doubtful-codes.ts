/** How an error came: as the answer to a request, or later by receipt. */
export type Way = 'answer' | 'receipt';

/** So many different citizens make a code one of the number. */
const SUSPICIOUS = 3;
const MOST_REMEMBERED = 1000;
const DAY_MS = 24 * 3_600_000;

/** Who has met codes of which nobody can say whether the reply or the number is at fault. */
export class DoubtfulCodes {
  /** Citizens who have met a code since something last got through, by way and code. */
  readonly #met = new Map<string, Map<string, number>>();
  /** When a citizen first met a code. */
  readonly #first = new Map<string, number>();
  #lastSuccess = 0;

  /** Notes that a citizen has met a code; true once enough have, and nothing got through meanwhile. */
  meet(code: number, { who, by }: { who: string; by: Way }, now: number): boolean {
    const key = `${by} ${code}`;
    const met = this.#met.get(key) ?? new Map<string, number>();
    this.#met.set(key, met);
    for (const [each, at] of met) if (now - at > DAY_MS) met.delete(each);
    if (!met.has(who) && met.size < SUSPICIOUS) met.set(who, now);
    this.#noteFirst(`${code} ${who}`, now);
    return met.size >= SUSPICIOUS;
  }

  /** Whether something got through since a citizen first met a code: then it is not the number that is at fault. */
  isOfReply(code: number, who: string): boolean {
    const first = this.#first.get(`${code} ${who}`);
    return first !== undefined && this.#lastSuccess > first;
  }

  /** Something got through, as far as this way can tell. */
  clear(by: Way, now: number): void {
    if (by === 'answer') this.#lastSuccess = now;
    for (const key of this.#met.keys()) if (key.startsWith(by)) this.#met.delete(key);
  }

  #noteFirst(key: string, now: number): void {
    const known = this.#first.get(key);
    if (known !== undefined && now - known < DAY_MS) return;
    if (this.#first.size >= MOST_REMEMBERED) this.#first.clear();
    this.#first.set(key, now);
  }
}
