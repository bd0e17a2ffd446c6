/** Reusable set of small numbers that is cleared in one step. */
export class NumberSet {
  private rounds = new Uint32Array(1024);
  private round = 0;

  clear(): void {
    this.round += 1;
    if (this.round < 2 ** 32) return;
    this.rounds.fill(0);
    this.round = 1;
  }

  /** Adds a number; returns whether it is new. */
  add(number: number): boolean {
    if (number >= this.rounds.length) this.grow(number);
    if (this.rounds[number] === this.round) return false;
    this.rounds[number] = this.round;
    return true;
  }

  private grow(number: number): void {
    const grown = new Uint32Array(Math.max(number + 1, this.rounds.length * 2));
    grown.set(this.rounds);
    this.rounds = grown;
  }
}
