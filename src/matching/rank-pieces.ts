import { assess } from './assess.ts';
import type { CandidateFinder } from './find-candidates.ts';
import type { Ranking } from './fuse.ts';
import type { Library } from './library.ts';
import type { Query } from './match.ts';
import { readQuery } from './read-query.ts';

/** Looks for each piece of a message's words on its own, and where there are several for all in one. */
export function rankPieces(library: Library, finder: CandidateFinder, query: Query): Ranking[] {
  const { text, vector, read = [] } = query;
  const pieces: { source: Ranking['source']; text: string }[] = [
    { source: 'typed', text },
    ...read,
  ];
  const filled = pieces.filter((piece) => piece.text.trim() !== '');
  if (filled.length > 1) {
    filled.push({ source: 'all', text: filled.map((piece) => piece.text).join('\n') });
  }
  return filled.map((piece) => {
    const words = readQuery(library, piece.text);
    const ranked = assess(library, finder, { words, vector });
    return { source: piece.source, words, ranked };
  });
}
