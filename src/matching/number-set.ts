import { resized, withRoom } from './growing-array.ts';

/** Reusable set of small numbers that is cleared in one step. */
export class NumberSet {
  private rounds = new Uint32Array(1024);
  private round = 1;

  clear(): void {
    this.round += 1;
    if (this.round < 2 ** 32) return;
    this.rounds.fill(0);
    this.round = 1;
  }

  /** Adds a number; returns whether it is new. */
  add(number: number): boolean {
    const { length } = this.rounds;
    if (number >= length) this.rounds = resized(this.rounds, Math.max(number + 1, length * 2));
    if (this.rounds[number] === this.round) return false;
    this.rounds[number] = this.round;
    return true;
  }

  has(number: number): boolean {
    return this.rounds[number] === this.round;
  }
}

/** Reusable map from small numbers to numbers that is cleared in one step. */
export class NumberMap {
  private readonly keys = new NumberSet();
  private values = new Uint32Array(1024);

  clear(): void {
    this.keys.clear();
  }

  set(key: number, value: number): void {
    this.keys.add(key);
    this.values = withRoom(this.values, key + 1);
    this.values[key] = value;
  }

  get(key: number): number | undefined {
    return this.keys.has(key) ? this.values[key] : undefined;
  }
}
