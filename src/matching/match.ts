import type { Vector } from './embedder.ts';

/** What can be matched: a published fact-check, or an open case. */
export interface MatchDocument {
  id: string;
  title: string;
  claim?: string | undefined;
  narratives: readonly string[];
  summary?: string | undefined;
  explanation?: string | undefined;
  publishedAt?: string | undefined;
  verdict?: string | undefined;
}

/** What a citizen sent, as far as it could be read. */
export interface Query {
  text: string;
  vector?: Vector | undefined;
  /** How the text came to be; without it, somebody typed it. */
  source?: Source | undefined;
  /** Words of the text that may have been misread or misheard, as they stand in it. */
  unsure?: readonly string[] | undefined;
}

export type Source = 'typed' | 'picture' | 'speech';

export type DifferenceType = 'number' | 'date' | 'place' | 'name' | 'role' | 'negation' | 'other';

/** Words that disagree, as people wrote them on each side. */
export interface Difference {
  type: DifferenceType;
  message: readonly string[];
  factCheck: readonly string[];
  /** Whether the message may say the same after all, and was only misread. */
  unsure?: true;
}

/** A document that may make the same claim; the score is the probability that it does. */
export interface Match {
  id: string;
  score: number;
  differences: readonly Difference[];
}

/** Answer: reply with the verdict. Confirm: ask whether this is meant. None: nothing is known. */
export type Tier = 'answer' | 'confirm' | 'none';

export interface MatchResult {
  tier: Tier;
  /** At most ten, best first; also given when the tier is none. */
  matches: readonly Match[];
}

export interface Matcher {
  put(document: MatchDocument, vector?: Vector): void;
  remove(id: string): void;
  match(query: Query): MatchResult;
  /** Everything the matcher holds as bytes, to be opened again by `openMatcher`. */
  snapshot(): Uint8Array;
  readonly size: number;
}
