import { consistsOf } from './consists-of.ts';
import { wordsOf } from './fold.ts';
import type { Locale, Locales } from './locale.ts';

/** A wish that is understood in every state, and what was written after it. */
export interface Command {
  name: string;
  rest: string;
}

/** What may follow a command; the others must stand alone. A ticket always has a digit. */
const RESTS: Readonly<Record<string, RegExp>> = { lookup: /./, status: /^(?=.*\d)[a-z\d]{4,6}$/ };

/** The command a text gives in any language; the longest wording wins, trailing fillers aside. */
export function findCommand(locales: Locales, text: string): Command | undefined {
  const words = wordsOf(text);
  const fillers = new Set([...locales.values()].flatMap((locale) => locale.fillers));
  for (;;) {
    const found = commandOf(locales, words);
    const last = words.at(-1);
    if (found || last === undefined || !fillers.has(last)) return found;
    words.pop();
  }
}

function commandOf(locales: Locales, words: readonly string[]): Command | undefined {
  let best: { command: Command; length: number } | undefined;
  for (const locale of locales.values()) {
    for (const [name, wordings] of locale.commands) {
      for (const wording of wordings) {
        const rest = restAfter(wordsOf(wording), words);
        if (rest === undefined || (rest !== '' && !RESTS[name]?.test(rest))) continue;
        const { length } = wording;
        if (!best || length > best.length) best = { command: { name, rest }, length };
      }
    }
  }
  return best?.command;
}

/** The kind of pleasantry a text consists of ("thanks", "greeting" …), if it is nothing more. */
export function findPleasantry(locales: Locales, text: string): string | undefined {
  const said = wordsOf(text);
  if (said.length === 0 || said.length > 8) return undefined;
  for (const locale of locales.values()) {
    for (const [name, wordings] of locale.pleasantries) {
      if (consistsOf(said, [...wordings, ...locale.fillers]) && !isAllFillers(locale, said)) {
        return name;
      }
    }
  }
  return undefined;
}

function isAllFillers({ fillers }: Locale, words: readonly string[]): boolean {
  return words.every((word) => fillers.includes(word));
}

function restAfter(wording: readonly string[], words: readonly string[]): string | undefined {
  const starts = wording.every((word, index) => words[index] === word);
  return starts ? words.slice(wording.length).join(' ') : undefined;
}
