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

/** What became of a text, word by word. */
export function compareWords(before: string, after: string): Run[] {
  const [a, b] = [piecesOf(before), piecesOf(after)];
  const common = longestCommon(a, b);
  const runs: Run[] = [];
  const add = (type: Run['type'], text: string) => {
    const last = runs.at(-1);
    if (last?.type === type) last.text += text;
    else runs.push({ type, text });
  };
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      add('same', a[i] ?? '');
      i += 1;
      j += 1;
    } else if (i < a.length && (j >= b.length || at(common, i + 1, j) >= at(common, i, j + 1))) {
      add('gone', a[i] ?? '');
      i += 1;
    } else {
      add('new', b[j] ?? '');
      j += 1;
    }
  }
  return runs;
}

function piecesOf(text: string): string[] {
  return (text.match(/\S+\s*/g) ?? []).slice(0, MOST);
}

/** How many words both have in common from each pair of places on. */
function longestCommon(a: readonly string[], b: readonly string[]): number[][] {
  const table = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const best =
        a[i] === b[j]
          ? at(table, i + 1, j + 1) + 1
          : Math.max(at(table, i + 1, j), at(table, i, j + 1));
      const row = table[i];
      if (row) row[j] = best;
    }
  }
  return table;
}

function at(table: readonly (readonly number[])[], i: number, j: number): number {
  return table[i]?.[j] ?? 0;
}
