import { wordsOf } from './fold.ts';

/** Whether folded words consist only of the given wordings, in any order. */
export function consistsOf(words: readonly string[], wordings: readonly string[]): boolean {
  const longestFirst = wordings
    .map((wording) => wordsOf(wording).join(' '))
    .sort((a, b) => b.length - a.length);
  let rest = ` ${words.join('  ')} `;
  for (const wording of longestFirst)
    rest = rest.replaceAll(` ${wording.replaceAll(' ', '  ')} `, ' ');
  return rest.trim() === '';
}
