import { html, type Part } from '../../shared/html.ts';
import { showText } from '../show-text.ts';

/** A text with some of its words marked. */
export function markWords(text: string, words: readonly string[]): Part {
  const shown = words.map((word) => showText(word)).filter((word) => word.trim() !== '');
  if (shown.length === 0) return text;
  const any = shown
    .toSorted((a, b) => b.length - a.length)
    .map((word) => RegExp.escape(word))
    .join('|');
  const pieces = text.split(new RegExp(`(?<![\\p{L}\\p{N}])(${any})(?![\\p{L}\\p{N}])`, 'giu'));
  return pieces.map((piece, at) => (at % 2 === 1 ? html`<mark>${piece}</mark>` : piece));
}
