import stringWidth from 'string-width';

const graphemes = new Intl.Segmenter('id', { granularity: 'grapheme' });
const NARROW_ONLY = /^[\x20-\x7e]*$/;

/** How many columns a text takes on a terminal. */
export function widthOf(text: string): number {
  return NARROW_ONLY.test(text) ? text.length : stringWidth(text);
}

/** What a reader takes for single signs. */
export function signsOf(text: string): string[] {
  if (NARROW_ONLY.test(text)) return [...text];
  return Array.from(graphemes.segment(text), ({ segment }) => segment);
}

/** The text cut to a number of columns, with a sign that something is missing. */
export function cut(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text;
  return columns < 1 ? '' : `${takeColumns(text, columns - 1)}…`;
}

/** The text in lines of at most so many columns, broken between words where that is possible. */
export function wrap(text: string, columns: number): string[] {
  return text.split('\n').flatMap((line) => wrapLine(line, Math.max(1, columns)));
}

function wrapLine(line: string, columns: number): string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(/(?<= )/)) {
    if (widthOf(current) + widthOf(word.trimEnd()) > columns && current !== '') {
      lines.push(current.trimEnd());
      current = '';
    }
    const pieces = breakWord(word, columns);
    current += pieces.pop() ?? '';
    lines.push(...pieces);
  }
  return [...lines, current.trimEnd()];
}

/** A word in pieces that fit, in one pass; the space behind it takes no room at the end of a line. */
function breakWord(word: string, columns: number): string[] {
  if (widthOf(word.trimEnd()) <= columns) return [word];
  const pieces: string[] = [];
  let [piece, width] = ['', 0];
  for (const sign of signsOf(word)) {
    const added = sign === ' ' ? 0 : widthOf(sign);
    if (piece !== '' && width + added > columns) {
      pieces.push(piece);
      [piece, width] = ['', 0];
    }
    piece += sign;
    width += added;
  }
  return [...pieces, piece];
}

function takeColumns(text: string, columns: number): string {
  let taken = '';
  let width = 0;
  for (const sign of signsOf(text)) {
    width += widthOf(sign);
    if (width > columns) break;
    taken += sign;
  }
  return taken;
}
