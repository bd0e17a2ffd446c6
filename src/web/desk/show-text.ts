import { defang } from '../../domain/text/links.ts';

/** Signs that turn the direction of writing around or that nobody sees; a middle dot shows that they were there. */
const UNSEEN =
  /\u034f|[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]/gu;
/** Nobody means more accents on one letter than this; more would spill over the lines above. */
const TOO_MANY_MARKS = /(\p{M}{2})\p{M}+/gu;

/** What a citizen wrote, so that it can neither be followed by accident nor deceive the eye. */
export function showText(text: string): string {
  return showAddress(defang(text));
}

/** A whole address, to be copied by somebody who acts on it; it can still not deceive the eye. */
export function showAddress(text: string): string {
  return text.toWellFormed().replace(UNSEEN, '·').replace(TOO_MANY_MARKS, '$1');
}

/** The same on one line, cut where it is long. */
export function showLine(text: string, length: number): string {
  const line = showText(text).replace(/\s+/g, ' ').trim();
  const signs = [...line];
  return signs.length <= length ? line : `${signs.slice(0, length - 1).join('')}…`;
}

/** A part of a whole in percent; a little is not nothing, and nearly all is not all. */
export function showShare(share: number | undefined): string {
  if (share === undefined) return '–';
  if (share > 0 && share < 0.01) return '<1%';
  if (share > 0.99 && share < 1) return '>99%';
  return `${Math.round(100 * share)}%`;
}
