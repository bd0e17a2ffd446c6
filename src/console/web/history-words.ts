import type { Words } from './words.ts';

type HistoryWords = Pick<Words, 'history' | 'verdict' | 'case'>;

/** An entry of a case's history in the reader's language; what we do not know stands as it is. */
export function historyInWords(what: string, words: HistoryWords): string {
  return splitHistory(what, words).join('');
}

/** The part of an entry that we wrote, in the reader's language, and the part that somebody else did. */
export function splitHistory(what: string, words: HistoryWords): [ours: string, theirs: string] {
  for (const [key, word] of Object.entries(words.history)) {
    if (what === key) return [word, ''];
    if (!key.endsWith(' ') || !what.startsWith(key)) continue;
    const rest = what.slice(key.length);
    const name = nameOf(rest, words);
    return name === undefined || key === 'note: ' ? [word, rest] : [word + name, ''];
  }
  return ['', what];
}

/** A verdict or a reason to close, by the word for it. */
function nameOf(code: string, words: HistoryWords): string | undefined {
  const names = Object.entries({ ...words.verdict, ...words.case.closings });
  return names.find(([each]) => each === code)?.[1];
}
