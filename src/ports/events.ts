import type { Tier } from '../matching/match.ts';
import type { Outcome } from './channel.ts';

/** Something that happened, as a figure: neither whom it concerns nor what was written. */
export type Observation =
  /** Messages were taken in: how many were new, how many known, and how long keeping them took. */
  | { type: 'received'; channel: string; fresh: number; repeated: number; ms: number }
  /** A text was looked for among the fact-checks. */
  | { type: 'matched'; tier: Tier }
  /** Messages were answered for the first time, so long after the oldest of them came. */
  | { type: 'answered'; ms: number }
  /** A reply was tried, or had to wait for its place. */
  | { type: 'tried'; channel: string; outcome: Outcome['type'] | 'waited' }
  /** The sweep found citizens who are due, also those whose turn is under way. */
  | { type: 'swept'; turns: number; sends: number }
  /** A source of fact-checks was read, with so many that are new, or could not be. */
  | { type: 'imported'; outcome: 'taken' | 'failed'; count: number }
  /** What is past its time was erased. */
  | { type: 'erased' };

/** Hears what happens; it returns at once and never throws. */
export type Observe = (observation: Observation) => void;

/** Hears nothing, where nobody asks for figures. */
export const observeNothing: Observe = () => {};
