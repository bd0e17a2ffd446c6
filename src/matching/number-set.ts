import { withRoom } from './growing-array.ts';

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
    this.rounds = withRoom(this.rounds, number + 1);
    if (this.rounds[number] === this.round) return false;
    this.rounds[number] = this.round;
    return true;
  }

  has(number: number): boolean {
    return this.rounds[number] === this.round;
  }
}
