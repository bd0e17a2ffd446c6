import type { Vector } from './embedder.ts';
import type { RotatingPart } from './rotating-parts.ts';
import type { Line } from './sounds/find-fit.ts';

/** Document to match: a published fact-check, or an open case. */
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

/** Returns the text for a document's vector: its topic, and how people put it. */
export function textToEmbed({ title, claim, narratives: [narrative] }: MatchDocument): string {
  return [title, claim, narrative].filter((text) => text !== undefined).join('\n');
}

/** What a verdict says of its claim, as far as it decides about an answer: `false`, `true`, or anything else. */
export type TruthOf = (verdict: string | undefined) => string | undefined;

/** Message of a citizen, as far as it could be read. */
export interface Query {
  text: string;
  vector?: Vector | undefined;
  /** Words from files; each piece is also read and compared on its own. */
  read?: readonly ReadText[] | undefined;
  /** Documents with the same pictures, sounds or films as the files. */
  hits?: readonly FileHit[] | undefined;
  /** Whether a file is itself a debunk, with a fact-checker's stamp or words. */
  debunks?: boolean | undefined;
  /** Whether it is one claim as a whole, so that claims within a long text do not count. */
  isWhole?: boolean | undefined;
  /** Whether to tell which words each match has in common with it, as staff want to see; if false, not even which differ. */
  explains?: boolean | undefined;
}

/** Where words of a message come from: typed, in a picture or a document, or spoken. */
export type TextSource = 'typed' | 'picture' | 'document' | 'speech';

/** Words of a message that belong together. */
export interface Piece {
  text: string;
  /** Typed if missing. */
  source?: TextSource | undefined;
  /** Words of the text that may have been misread or misheard, as they occur in it. */
  unsure?: readonly string[] | undefined;
}

export interface ReadText extends Piece {
  source: Exclude<TextSource, 'typed'>;
}

/** Strength of a file as evidence for a document: certain, very likely, or possible. */
export type Grip = 'sure' | 'likely' | 'perhaps';

/** Stored file, or named page, found in a message. */
export interface FileHit {
  id: string;
  type: 'picture' | 'sound' | 'film' | 'link';
  grip: Grip;
  /** Similarity from 0 to 1, for a reviewer. */
  alike: number;
  /** Why it may say something else; then Posko asks and never answers. */
  doubt?: Doubt;
  /** For a sound: which of the document's sounds it is, and its alignment. */
  laid?: { sound: number; line: Line };
  /** From and to which second of a recording of the message it is heard or seen. */
  span?: readonly [from: number, to: number] | undefined;
  /** Where in a picture of the message it is, in shares of width and height. */
  box?: Box | undefined;
}

export type Box = readonly [left: number, top: number, right: number, bottom: number];

/** Why a found file may not answer: `unread` could not be compared closely; `other` has other words on a template: evidence against. */
export type Doubt =
  | 'part'
  | 'shared'
  | 'music'
  | 'pictures'
  | 'sound'
  | 'unread'
  | 'changed'
  | 'other';

export type DifferenceType = 'number' | 'date' | 'place' | 'name' | 'role' | 'negation' | 'other';

/** Disagreeing words, as people wrote them on each side. */
export interface Difference {
  type: DifferenceType;
  message: readonly string[];
  factCheck: readonly string[];
  /** Whether the message may say the same, and was only misread. */
  unsure?: true;
}

/** Document that may make the same claim; the score is the probability that it does. */
export interface Match {
  id: string;
  score: number;
  /** All that disagrees, for staff and for what depends on agreement, unless the query wants none; much of it is only wording. */
  differences: readonly Difference[];
  /** Words of the message that say most of what both share; only where the query asks for them. */
  shared?: readonly string[];
  /** The difference that shows a citizen that it is another claim; only for the best match, and rarely. */
  telling?: Difference | undefined;
  /** Parts in which it differs only as copies of one scam do. */
  rotated?: readonly RotatingPart[];
  /** Evidence, if a message is more than typed words. */
  support?: readonly Support[];
}

/** Evidence for a match: words and their source, or the same file. */
export type Support =
  | { type: 'words'; source: TextSource; score: number }
  | Pick<FileHit, 'type' | 'alike' | 'grip' | 'span' | 'box'>;

/** Answer: reply with the verdict. Confirm: ask whether this is meant. Several: offer a few to choose from. None: nothing is known. */
export type Tier = 'answer' | 'confirm' | 'several' | 'none';

export interface MatchResult {
  tier: Tier;
  /** At most ten, best first; also returned if the tier is none. */
  matches: readonly Match[];
  /** How many of the first matches to offer, two or three; only if the tier is several. */
  offered?: number;
  /** Documents on its topic, at most four, which say nothing about its claim; only if the tier is none. */
  related?: readonly string[];
  /** Whether the message debunks what the best match calls false; then the tier is confirm. */
  debunked?: true;
}
