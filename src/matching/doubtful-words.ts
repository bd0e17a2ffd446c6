/** Words that may have been misread, found in any spelling. */
export class DoubtfulWords {
  private readonly pieces: ReadonlySet<string>;

  constructor(words: readonly string[]) {
    this.pieces = new Set(words.flatMap(piecesOf));
  }

  /** Whether a word, or a part of an amount of several words, is among them. */
  has(written: string): boolean {
    return this.pieces.size > 0 && piecesOf(written).some((piece) => this.pieces.has(piece));
  }
}

/** Rp600.000 → rp, 600000. */
function piecesOf(word: string): string[] {
  const bare = word.toLowerCase().replace(/(?<=\d)[.,](?=\d)/g, '');
  return bare.match(/\d+|\p{L}+/gu) ?? [];
}
