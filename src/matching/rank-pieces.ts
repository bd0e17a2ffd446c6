import { assess } from './assess.ts';
import type { CandidateFinder } from './find-candidates.ts';
import type { Ranking } from './fuse.ts';
import type { Library } from './library.ts';
import type { Piece, Query } from './match.ts';
import { readQuery } from './read-query.ts';
import { cutFurniture } from './screenshot/furniture.ts';

/** Ranks documents for each piece of a message's words, and for all pieces together. */
export function rankPieces(library: Library, finder: CandidateFinder, query: Query): Ranking[] {
  const { text, vector, read = [] } = query;
  const pieces = [{ text }, ...read.map(withoutFurniture)].filter(
    (piece) => piece.text.trim() !== '',
  );
  const rankOf = (piece: Piece): Omit<Ranking, 'source'> => {
    const words = readQuery(library, piece);
    return { words, ranked: assess(library, finder, { words, vector, seen: isSeen(piece) }) };
  };
  const rankings: Ranking[] = pieces.map((piece: Piece) => ({
    source: piece.source ?? 'typed',
    ...rankOf(piece),
  }));
  return pieces.length < 2 ? rankings : [...rankings, { source: 'all', ...rankOf(join(pieces)) }];
}

/** A shared handle does not make two pictures similar; in typed text it may be the subject. */
function withoutFurniture(piece: Piece): Piece {
  return isSeen(piece) ? { ...piece, text: cutFurniture(piece.text) } : piece;
}

function isSeen({ source }: Piece): boolean {
  return source === 'picture';
}

/** Joins all pieces; if any was read from a picture, all count as such. */
function join(pieces: readonly Piece[]): Piece {
  return {
    text: pieces.map(({ text }) => text).join('\n'),
    source: pieces.some(isSeen) ? 'picture' : 'typed',
    unsure: pieces.flatMap(({ unsure = [] }) => unsure),
  };
}
