import type { Vector } from './embedder.ts';
import type { Line } from './sounds/find-stretch.ts';

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
  /** Words that came in files, each piece read and compared on its own as well. */
  read?: readonly ReadText[] | undefined;
  /** Documents whose pictures, sounds or films were found again in the files. */
  hits?: readonly FileHit[] | undefined;
  /** Whether a file is itself a debunk: a fact-checker's stamp or words are on it. */
  debunks?: boolean | undefined;
}

/** Where words of a message stand: written by hand, in a picture or a document, or spoken. */
export type TextSource = 'typed' | 'picture' | 'document' | 'speech';

/** Words of a message that belong together. */
export interface Piece {
  text: string;
  /** Without it, somebody typed them. */
  source?: TextSource | undefined;
  /** Words of the text that may have been misread or misheard, as they stand in it. */
  unsure?: readonly string[] | undefined;
}

/** Words that were read or heard in a file. */
export interface ReadText extends Piece {
  source: Exclude<TextSource, 'typed'>;
}

/** How much a file speaks for a document: the same one for sure, very likely, or perhaps. */
export type Grip = 'sure' | 'likely' | 'perhaps';

/** A stored file, or a page that is named, found again in a message. */
export interface FileHit {
  id: string;
  type: 'picture' | 'sound' | 'film' | 'link';
  grip: Grip;
  /** How alike the two are, from 0 to 1, for a reviewer to read. */
  alike: number;
  /** Why it may say something else for all that; then it asks, and never answers. */
  doubt?: Doubt;
  /** Of a sound, which of the document's it is, and how it lies on it. */
  laid?: { sound: number; line: Line };
}

/**
 * What keeps a file that was found again from answering: only a part is the same, several documents have it, it is music,
 * a film shows other pictures or lets hear something else, it cannot be compared closely, or a part of it was changed.
 */
export type Doubt = 'part' | 'shared' | 'music' | 'pictures' | 'sound' | 'unread' | 'changed';

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
  /** What speaks for it where a message is more than typed words. */
  support?: readonly Support[];
}

/** One thing that speaks for a match: words and where they stand, or a file that is the same. */
export type Support =
  | { type: 'words'; source: TextSource; score: number }
  | Pick<FileHit, 'type' | 'alike' | 'grip'>;

/** Answer: reply with the verdict. Confirm: ask whether this is meant. None: nothing is known. */
export type Tier = 'answer' | 'confirm' | 'none';

export interface MatchResult {
  tier: Tier;
  /** At most ten, best first; also given when the tier is none. */
  matches: readonly Match[];
  /** Whether what was sent is a debunk of what the best match calls false: then the tier is to confirm. */
  debunked?: true;
}

export interface Matcher {
  put(document: MatchDocument, vector?: Vector): void;
  remove(id: string): void;
  match(query: Query): MatchResult;
  /** Everything the matcher holds as bytes, to be opened again by `openMatcher`. */
  snapshot(): Uint8Array;
  readonly size: number;
}
