import type { Tier } from '../matching/match.ts';
import type { Outcome } from './channel.ts';

export interface Timed {
  at: number;
  ms: number;
}

export type Step = Timed & { name: 'match' | 'commit' };

/** What belongs to messages that are followed, each by its trace. */
type Traced = Timed & { traces: readonly string[] };

/** Something that happened, as a figure: neither whom it concerns nor what was written. */
export type Observation =
  /** Messages were taken in: the new ones, and how many were known. */
  | (Traced & { type: 'received'; outcome: 'kept'; channel: string; repeated: number })
  /** A text was looked for among the fact-checks. */
  | { type: 'matched'; tier: Tier }
  /** A turn was taken, or lost to somebody faster. */
  | (Traced & { type: 'turn'; outcome: TurnOutcome; steps: readonly Step[] })
  /** Messages were answered for the first time, so long after the oldest of them came. */
  | { type: 'answered'; ms: number }
  /** A reply was tried, or had to wait for its place; the code is WhatsApp's, where it gave one. */
  | (Traced & { type: 'tried'; outcome: Outcome['type'] | 'waited'; channel: string; code: string })
  /** The model for meaning was asked for the vector of a message. */
  | { type: 'encoded'; outcome: 'ready' | 'missing'; ms: number }
  /** The sweep found citizens who are due, also those whose turn is under way. */
  | { type: 'swept'; turns: number; sends: number }
  /** A source of fact-checks was read, with so many that are new, or could not be. */
  | { type: 'imported'; outcome: 'taken' | 'failed'; count: number }
  | { type: 'erased' };

export type TurnOutcome = 'committed' | 'stale' | 'failed';

/** Hears what happens; it returns at once and never throws. */
export type Observe = (observation: Observation) => void;

/** Hears nothing, where nobody asks for figures. */
export const observeNothing: Observe = () => {};
