import type { MatchIndex } from './match-index.ts';
import { isClaimWord } from './measure-retelling.ts';
import type { QueryWord } from './read-query.ts';

const MOST_SHOWN = 5;

/** Words of a message, as written, that a document's claim has too and that say most: why it came near. */
export function sharedWords(
  library: MatchIndex,
  id: string,
  words: readonly QueryWord[],
): string[] {
  const stored = new Set(library.claimWords(id).map((word) => library.vocabulary.rootOf(word)));
  const shared = words
    .filter((word) => isClaimWord(word) && word.roots.some((root) => stored.has(root)))
    .toSorted((a, b) => b.weight - a.weight);
  return [...new Set(shared.map(({ written }) => written))].slice(0, MOST_SHOWN);
}
