import { consistsOf } from './choose.ts';
import { type CommandName, commandFacts } from './command-words.ts';
import { wordsOf } from './fold.ts';
import type { Locale, Locales } from './locale.ts';

/** Command understood in every state, and the text after it. */
export interface Command {
  name: CommandName;
  rest: string;
}

/** Finds a text's command in any language; the longest wording wins. Allows fillers after it. */
export function findCommand(locales: Locales, text: string): Command | undefined {
  const words = wordsOf(text);
  let best: { command: Command; length: number } | undefined;
  for (const locale of locales.values()) {
    for (const [name, wordings] of locale.commands) {
      for (const wording of wordings) {
        const rest = restAfter(wordsOf(wording), words, locale.fillers);
        if (rest === undefined || (rest !== '' && !commandFacts(name).rest?.test(rest))) continue;
        const { length } = wording;
        if (!best || length > best.length) best = { command: { name, rest }, length };
      }
    }
  }
  return best?.command;
}

/** Returns the kind of pleasantry ("thanks", "greeting" …) if the text is nothing else. */
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

/** Returns the text after a wording, without trailing fillers; undefined without the wording. */
function restAfter(
  wording: readonly string[],
  words: readonly string[],
  fillers: readonly string[],
): string | undefined {
  if (!wording.every((word, index) => words[index] === word)) return undefined;
  const rest = words.slice(wording.length);
  while (fillers.includes(rest.at(-1) ?? '')) rest.pop();
  return rest.join(' ');
}
