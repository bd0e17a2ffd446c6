import type { Order } from './desk-state.ts';
import type { Field } from './edit-text.ts';

/** A question at the foot of the screen: a line to write, or one key out of a few. */
export type Prompt =
  | { type: 'write'; asks: Asked; label: string; field: Field }
  | { type: 'choose'; label: string; choices: readonly Choice[] };

/** What a written line is for. */
export type Asked =
  | 'filter'
  | 'save-filter'
  | 'open'
  | 'search'
  | 'merge'
  | 'split'
  | 'assign'
  | 'hand-over'
  | 'tags'
  | 'note'
  | 'ask'
  | 'send-back'
  | 'wordings'
  | 'attach-reason';

/** One answer to a question, by its key. */
export interface Choice {
  key: string;
  label: string;
  order: Order;
}
