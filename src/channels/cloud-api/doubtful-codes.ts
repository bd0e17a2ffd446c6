/** How an error arrived: in the response to a request, or later by receipt. */
export type Way = 'answer' | 'receipt';

/** Number of different citizens that makes a code a fault of the number. */
const SUSPICIOUS = 3;
const MOST_REMEMBERED = 1000;
const DAY_MS = 24 * 3_600_000;

/** Citizens who met error codes that may be a fault of the reply or of the number. */
export class DoubtfulCodes {
  /** Citizens who met a code since the last success, by source and code. */
  readonly #met = new Map<string, Map<string, number>>();
  /** When a citizen first met a code. */
  readonly #first = new Map<string, number>();
  #lastSuccess = 0;

  /** Records that a citizen met a code; true once enough did without a success in between. */
  meet(code: number, { who, by }: { who: string; by: Way }, now: number): boolean {
    const key = `${by} ${code}`;
    const met = this.#met.get(key) ?? new Map<string, number>();
    this.#met.set(key, met);
    for (const [each, at] of met) if (now - at > DAY_MS) met.delete(each);
    if (!met.has(who) && met.size < SUSPICIOUS) met.set(who, now);
    this.#noteFirst(`${code} ${who}`, now);
    return met.size >= SUSPICIOUS;
  }

  /** Whether a message got through since the citizen met it: the number is not at fault then. */
  isOfReply(code: number, who: string): boolean {
    const first = this.#first.get(`${code} ${who}`);
    return first !== undefined && this.#lastSuccess > first;
  }

  /** Records a success, as far as this source can tell. */
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
