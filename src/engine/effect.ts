import type { ListItem, Values } from './conversation.ts';
import type { Enclosure } from './enclosure.ts';

/** What can happen to a conversation. */
export type Input =
  | { type: 'went'; flow: string; values?: Values }
  | { type: 'chose'; choice: string }
  | { type: 'picked'; id: string }
  | { type: 'heard'; text: string }
  /** Messages that the open question takes as they are, by the keys of their letters. */
  | { type: 'sent'; items: readonly ListItem[] }
  | { type: 'waited' }
  /** A call has ended; `isSilence` where it was silence that led to it. */
  | { type: 'returned'; outcome: string; values?: Values; isSilence?: boolean };

/** What the caller has to do: say something, or run a call and feed its outcome back. */
export type Effect = Saying | { type: 'call'; call: string; values: Values };

/** Something to say, by the key of its words. */
export interface Saying extends Enclosure {
  type: 'say';
  key: string;
  values: Values;
  question?: Question;
  preface?: Preface;
}

/** The question that goes with what is said, by the place that asks it. */
export interface Question {
  place: { flow: string; state: string };
}

/** Why a question is put a second time: not understood, or returned to after something else. */
export type Preface = 'again' | 'resumed';
