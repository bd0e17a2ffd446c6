import type { FilePrints } from '../matching/file-prints.ts';
import type { ReadText } from '../matching/match.ts';

/** What fact-checks or open cases are looked for by: typed words, words in files, and the files. */
export interface Asked {
  text: string;
  read?: readonly ReadText[];
  files?: readonly FilePrints[];
  /** Whether one of the files is itself a debunk, by a stamp or by its words. */
  debunks?: boolean;
  /** Whether to tell which words are in common, and which differ. */
  explains?: boolean;
  /** Whether somebody waits who can ask again: what cannot be matched is refused as `Busy`, and does not fit nothing. */
  canRetry?: boolean;
}
