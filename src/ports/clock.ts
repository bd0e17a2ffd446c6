/** The time, and waking up later; tests bring a clock that they move themselves. */
export interface Clock {
  now(): number;
  /** Runs `task` once at a time; returns how to call it off. */
  at(time: number, task: () => void): () => void;
}
