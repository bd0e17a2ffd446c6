import type { ListItem, Saved, Values } from './conversation.ts';

/** Event that moves a conversation. */
export type Input =
  /** Where the flow handles the intent, it starts at that state; `isInstead` gives up the open question for it. */
  | { type: 'start'; flow: string; intent?: string; values?: Values; isInstead?: boolean }
  /** `said` are the words of a choice that was made in none of its names. */
  | { type: 'choice'; choice: string; said?: string }
  | { type: 'picked'; id: string }
  /** `read` is what the words say where the question wants a province or a date; without it they say none. */
  | { type: 'text'; text: string; read?: string }
  /** Messages that the open question accepts unchanged, by the keys of their inbox items. */
  | { type: 'attachment'; items: readonly ListItem[] }
  | { type: 'timeout' }
  /** An action has ended; `isSilence` if the citizen's silence led to it. */
  | { type: 'result'; outcome: string; values?: Values; isSilence?: boolean };

/** Work for the caller: say something, keep an answer, or run an action and pass its outcome to `step`. */
export type Effect =
  | Utterance
  | { type: 'save'; saved: Saved; values: Values }
  | { type: 'call'; call: string; values: Values };

export interface Utterance extends Enclosure {
  type: 'say';
  key: string;
  values: Values;
  /** Asked together with it, by the state that asks it. */
  question?: { place: { flow: string; state: string } };
  preface?: Preface;
}

/** Why a question is repeated: it was not understood, or something else came in between. */
export type Preface = 'again' | 'resumed';

/** Pictures that a state can send with its text. */
export const pictures = ['card'] as const;
type PictureName = (typeof pictures)[number];

/** Files that a state can send instead of a picture. */
export const files = ['own-data'] as const;
type FileName = (typeof files)[number];

/** Picture or file that a state sends with its text. */
export interface Enclosure {
  picture?: PictureName | undefined;
  file?: FileName | undefined;
}
