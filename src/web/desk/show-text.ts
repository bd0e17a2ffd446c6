import { defang } from '../../domain/text/links.ts';
import { type Html, html, type Part } from '../shared/html.ts';

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

/** Whether a sign keeps a mark from beginning or ending something, as in a_file_name. */
const INNER = /[\p{L}\p{N}]/u;

/** A message as WhatsApp shows it: *bold*, _italic_ and ~struck out~ within a line; line breaks stay. */
export function showWhatsApp(text: string): Html {
  const lines = text.split('\n').map(showMarks);
  return html`${lines.map((line, at) => html`${at > 0 && '\n'}${line}`)}`;
}

function showMarks(line: string): Part {
  const parts: Part[] = [];
  const open = new Map<string, number>();
  const tokens = line.split(/([*_~])/);
  for (const [at, token] of tokens.entries()) {
    const from = open.get(token);
    const [before = '', after = ''] = [tokens[at - 1]?.at(-1), tokens[at + 1]?.[0]];
    if (at % 2 === 0) parts.push(token);
    else if (from !== undefined && before.trim() !== '' && !INNER.test(after)) {
      const inside = parts.splice(from + 1);
      parts.pop();
      for (const [mark, begin] of open) if (begin >= from) open.delete(mark);
      parts.push(wrap(token, inside));
    } else {
      if (after.trim() !== '' && !INNER.test(before)) open.set(token, parts.length);
      parts.push(token);
    }
  }
  return parts;
}

function wrap(mark: string, inside: readonly Part[]): Html {
  if (mark === '*') return html`<strong>${inside}</strong>`;
  return mark === '_' ? html`<em>${inside}</em>` : html`<s>${inside}</s>`;
}
