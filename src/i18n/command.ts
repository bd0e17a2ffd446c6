import { consistsOf, isTypo } from './choose.ts';
import { type CommandName, commandFacts } from './command-words.ts';
import { wordsOf } from './fold.ts';
import type { Locale, Locales } from './locale.ts';

/** Command understood in every state, and the text after it. */
export interface Command {
  name: CommandName;
  rest: string;
}

/** Finds a text's command in any language; the longest wording wins. Allows fillers after it, and a typo in one that stands alone. */
export function findCommand(locales: Locales, text: string): Command | undefined {
  const words = wordsOf(text);
  let best: { command: Command; length: number } | undefined;
  for (const locale of locales.values()) {
    for (const [name, wordings] of locale.commands) {
      for (const wording of wordings) {
        const rest = restAfter(wordsOf(wording), words, locale.fillers);
        const { rest: pattern = '^$' } = commandFacts[name];
        if (rest === undefined || (rest !== '' && !new RegExp(pattern).test(rest))) continue;
        const { length } = wording;
        if (!best || length > best.length) best = { command: { name, rest }, length };
      }
    }
  }
  return best?.command ?? misspelt(locales, words);
}

/** In a shorter word a changed letter makes another word. */
const SHORTEST = 4;

/** The one command that a word or two misspell: "MENNU", "lpaor"; the first letter of a short one has to be right. */
function misspelt(locales: Locales, words: readonly string[]): Command | undefined {
  if (words.length === 0 || words.length > 2) return undefined;
  const heard = words.map((word) => word.replace(/(\p{L})\1+/gu, '$1'));
  const found = new Set<CommandName>();
  for (const { commands } of locales.values()) {
    for (const [name, wordings] of commands) {
      const isMeant = wordings.some((wording) => {
        const said = wordsOf(wording);
        return (
          said.length === heard.length && said.every((word, at) => isSlip(word, heard[at] ?? ''))
        );
      });
      if (isMeant) found.add(name);
    }
  }
  const [name] = found;
  return found.size === 1 && name ? { name, rest: '' } : undefined;
}

function isSlip(word: string, heard: string): boolean {
  if (word === heard) return true;
  const isLong = word.length >= SHORTEST && heard.length >= SHORTEST;
  return isLong && (word[0] === heard[0] || word.length > SHORTEST) && isTypo(word, heard);
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
