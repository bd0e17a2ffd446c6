import type { Comparison } from './compare-field.ts';
import type { Conflict } from './compare-gap.ts';
import type { Library } from './library.ts';
import type { Difference, DifferenceType } from './match.ts';
import type { QueryWord } from './read-query.ts';

/** Returns the conflicts in the words that people wrote, the most informative first. */
export function showDifferences(
  library: Library,
  words: readonly QueryWord[],
  comparison: Comparison,
): Difference[] {
  const shown = comparison.conflicts.filter(
    ({ type, weight }) => type !== 'other' || weight > LEAST_OTHER,
  );
  if (shown.length === 0) return [];
  const stored = library.writtenWords(comparison.field);
  return shown
    .sort((a, b) => ORDER.indexOf(a.type) - ORDER.indexOf(b.type))
    .map((conflict) => ({
      type: typeOf(conflict, words),
      message: wordsOf(
        conflict,
        conflict.query.map((at) => words[at]?.written ?? ''),
      ),
      factCheck: wordsOf(
        conflict,
        conflict.field.map((at) => stored[at] ?? ''),
      ),
      ...(conflict.unsure && { unsure: true }),
    }));
}

const ORDER = ['number', 'name', 'place', 'role', 'negation', 'other'];
const LEAST_OTHER = 0.3;
const MONTHS = new Set(
  'januari februari maret april mei juni juli agustus september oktober november desember'.split(
    ' ',
  ),
);

/** A change of roles is shown as one phrase; other words are listed one by one. */
function wordsOf({ type }: Conflict, written: readonly string[]): string[] {
  if (type !== 'role') return [...written];
  return [written.filter((word, at) => word !== written[at - 1]).join(' ')];
}

function typeOf(conflict: Conflict, words: readonly QueryWord[]): DifferenceType {
  const dated = conflict.query.some((at) => {
    const text = words[at]?.text ?? '';
    return (
      MONTHS.has(words[at + 1]?.text ?? '') || MONTHS.has(text) || /^(?:19|20)\d\d$/.test(text)
    );
  });
  return conflict.type === 'number' && dated ? 'date' : conflict.type;
}
