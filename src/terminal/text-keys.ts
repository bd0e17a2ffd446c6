import { verdicts } from '../domain/fact-checks/verdicts.ts';
import { readWords, type WordsIn } from '../ui-text/read-words.ts';
import type { Language } from '../ui-text/ui-text.ts';
import { verdictNames } from '../ui-text/verdict-names.ts';
import english from './text-keys-en.json' with { type: 'json' };
import indonesian from './text-keys-id.json' with { type: 'json' };

/** What the foot of each screen says of its keys, and the help with all of them. */
interface KeyWords {
  hints: WordsIn<typeof indonesian.hints>;
  help: readonly (readonly [title: string, rows: readonly string[]])[];
}

/** A part of the help; `verdicts` says what the keys of the verdicts do, which are listed first. */
interface HelpPart {
  title: string;
  verdicts?: string;
  rows: readonly string[];
}

/** The keys that choose a verdict. */
export const verdictKeys = `1-${verdicts.length}`;
const KEY_WIDTH = 13;
const ROW_WIDTH = 70;

/** Rows of the help that name each verdict after its key. */
function verdictRows(names: (typeof verdictNames)[Language], what: string): string[] {
  const rows = [`${verdictKeys.padEnd(KEY_WIDTH)}${what}:`];
  for (const [at, verdict] of verdicts.entries()) {
    const name = `${at + 1} ${names[verdict].toLowerCase()}`;
    const shown = at + 1 < verdicts.length ? `${name},` : name;
    const row = rows.pop() ?? '';
    const fits = row.length + 1 + shown.length <= ROW_WIDTH;
    rows.push(...(fits ? [`${row} ${shown}`] : [row, ' '.repeat(KEY_WIDTH) + shown]));
  }
  return rows;
}

function helpIn(parts: readonly HelpPart[], names: (typeof verdictNames)[Language]) {
  return parts.map(({ title, verdicts: what, rows }) => {
    const ofVerdicts = what === undefined ? [] : verdictRows(names, what);
    return [title, [...ofVerdicts, ...rows]] as const;
  });
}

/** The keys of the console in each language. */
export const keyWords: Readonly<Record<Language, KeyWords>> = {
  id: { hints: readWords(indonesian.hints), help: helpIn(indonesian.help, verdictNames.id) },
  en: { hints: readWords(english.hints), help: helpIn(english.help, verdictNames.en) },
};
