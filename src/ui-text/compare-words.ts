import type { Decision } from '../domain/cases/case.ts';
import { citedBy } from '../domain/fact-checks/citation.ts';
import type { Words } from './ui-text.ts';

/** All that citizens and readers of the page would see of a decision, one after the other. */
export function decisionInWords(words: Words, decision: Decision): string {
  const { verdict, title, summary, noSource, article } = decision;
  const addresses = citedBy(decision).map(({ url }) => url);
  return [words.verdict[verdict], title, summary, ...addresses, noSource, article]
    .filter(Boolean)
    .join(' · ');
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
