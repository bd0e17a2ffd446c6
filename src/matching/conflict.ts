export interface SideWord {
  text: string;
  root: number;
  weight: number;
  anchor: boolean;
  /** Whether the other side has this word in another position. */
  moved: boolean;
}

export interface Sides {
  query: readonly SideWord[];
  field: readonly SideWord[];
  /** Whether the message was read from a picture, where a number may be missed. */
  seen?: boolean;
}

export type ConflictType = 'number' | 'name' | 'place' | 'role' | 'negation' | 'other';

/** Disagreeing words in one gap, by position; `how` says which side has them. */
export interface Conflict {
  type: ConflictType;
  how: 'replaced' | 'added' | 'dropped';
  query: readonly number[];
  field: readonly number[];
  weight: number;
  /** Whether this alone makes it another claim. */
  grave: boolean;
  /** Whether it may be a reading error; it withholds the verdict but counts for nothing else. */
  unsure?: true;
}
