import type { Phones } from './phones.ts';

/** What a storm has measured besides the phones. */
export interface Measured {
  kills: number;
  redelivered: number;
  errors: readonly string[];
  begun: number;
  /** From start to ready, for each life of the program, in milliseconds. */
  starts: readonly number[];
}

/** The figures of a storm, in the order in which they are printed. */
export function figuresOf(phones: Phones, measured: Measured) {
  const { kills, redelivered, errors, begun, starts } = measured;
  return {
    kills,
    ...phones.verdict(),
    wronged: phones.wronged.map((citizen) => [citizen, ...phones.screenOf(citizen)]),
    redelivered,
    repeatsAbsorbed: phones.repeatsAbsorbed,
    errors: errors.length,
    seconds: Math.round((Date.now() - begun) / 1000),
    startMsMedian: [...starts].sort((a, b) => a - b)[Math.floor(starts.length / 2)] ?? 0,
  };
}
export type Figures = ReturnType<typeof figuresOf>;

/** Whether every step got exactly its reply, in order, nothing was done twice, and the program had nothing to complain of. */
export function isSound(figures: Omit<Figures, 'wronged'>): boolean {
  const { lost, extra, misordered, afterErasure, fetchedAgain, errors } = figures;
  return lost + extra + misordered + afterErasure + fetchedAgain + errors === 0;
}
