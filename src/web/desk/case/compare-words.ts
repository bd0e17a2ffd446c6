import { diff } from 'node:util';
import type { Words } from '../../../ui-text/ui-text.ts';
import { type Html, html } from '../../shared/html.ts';

/** A text with what was taken out and put in since an earlier one. */
export function showChanges({ library }: Words, before: string, after: string): Html {
  return html`<p class="wording">${compareWords(before, after).map(({ type, text }) =>
    type === 'same'
      ? text
      : type === 'gone'
        ? html`<del><span class="unseen">${library.before}: </span>${text}</del>`
        : html`<ins><span class="unseen">${library.after}: </span>${text}</ins>`,
  )}</p>`;
}

/** A run of words that two texts share, or that one of them has alone. */
interface Run {
  type: 'same' | 'gone' | 'new';
  text: string;
}

/** More words than this are compared only at their beginning. */
const MOST = 400;

const TYPES = ['new', 'same', 'gone'] as const;

/** What became of a text, word by word. */
export function compareWords(before: string, after: string): Run[] {
  const runs: Run[] = [];
  for (const [operation, text] of diff(piecesOf(before), piecesOf(after))) {
    const type = TYPES[operation + 1] ?? 'same';
    const last = runs.at(-1);
    if (last?.type === type) last.text += text;
    else runs.push({ type, text });
  }
  return runs;
}

function piecesOf(text: string): string[] {
  return (text.match(/\S+\s*/g) ?? []).slice(0, MOST);
}
