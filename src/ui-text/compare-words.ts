import { diff } from 'node:util';
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
