import aliases from './aliases.json' with { type: 'json' };
import type { Word } from './word.ts';

/** Unifies names and offices: "Joko Widodo" and "Jokowi". */
export function replacePhrases(words: readonly Word[]): readonly Word[] {
  let current = words;
  for (let pass = 0; pass < 4; pass++) {
    const next = dropDoubles(replaceOnce(current));
    if (next.length === current.length && next.every((word, at) => word === current[at])) break;
    current = next;
  }
  return current;
}

/** Keeps one of two equal neighbours (hati-hati, anak-anak); numbers may repeat. */
export function dropDoubles(words: readonly Word[]): Word[] {
  return words.filter(
    (word, at) => word.text.length < 3 || word.text !== words[at - 1]?.text || !isWord(word.text),
  );
}

const ALIASES = new Map<string, { rest: readonly string[]; to: readonly string[] }[]>();
for (const [from, to] of Object.entries(aliases)) {
  const [first = '', ...rest] = from.split(' ');
  const known = ALIASES.get(first) ?? [];
  known.push({ rest, to: to.split(' ') });
  known.sort((a, b) => b.rest.length - a.rest.length);
  ALIASES.set(first, known);
}

function replaceOnce(words: readonly Word[]): readonly Word[] {
  const replaced: Word[] = [];
  for (let at = 0; at < words.length; ) {
    const word = words[at];
    if (!word) break;
    const start = at + 1;
    const alias = ALIASES.get(word.text)?.find(({ rest }) =>
      rest.every((text, offset) => words[start + offset]?.text === text),
    );
    const length = 1 + (alias?.rest.length ?? 0);
    if (alias) replaced.push(...rename(words.slice(at, at + length), alias.to));
    else replaced.push(word);
    at += length;
  }
  return replaced;
}

function rename(words: readonly Word[], to: readonly string[]): Word[] {
  const written = words.map((word) => word.written).join(' ');
  return to.map((text) => ({ text, written }));
}

function isWord(text: string): boolean {
  return /^\p{L}/u.test(text);
}
