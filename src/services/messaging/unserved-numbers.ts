/** A citizen whose reply belongs to a number of another process is not looked at here again for so long. */
const REST_MS = 30_000;
/** Longer than a rest, so that what still waits stays known. */
const KNOWN_MS = 120_000;
const MOST = 50_000;

/** Citizens whose replies this process cannot send, since it does not hold the number that they wrote to. */
export class UnservedNumbers {
  readonly #citizens = new Map<string, { way: string; at: number }>();

  note(citizen: string, way: string, now: number): void {
    if (this.#citizens.size >= MOST) this.#forgetOld(now);
    if (this.#citizens.size < MOST) this.#citizens.set(citizen, { way, at: now });
  }

  /** Whether a citizen need not be looked at now; the process that holds their number hears of them by itself. */
  has(citizen: string, now: number): boolean {
    const known = this.#citizens.get(citizen);
    return known !== undefined && now >= known.at && now - known.at < REST_MS;
  }

  /** How many are known, at most. */
  countAt(now: number): number {
    this.#forgetOld(now);
    return this.#citizens.size;
  }

  /** The ways for which replies wait that this process cannot send. */
  waysAt(now: number): string[] {
    this.#forgetOld(now);
    return [...new Set([...this.#citizens.values()].map(({ way }) => way))].sort();
  }

  #forgetOld(now: number): void {
    for (const [citizen, { at }] of this.#citizens) {
      if (now - at >= KNOWN_MS || at > now) this.#citizens.delete(citizen);
    }
  }
}
