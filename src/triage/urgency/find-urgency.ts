import type { Urgency } from '../../domain/cases/urgency.ts';
import { findDenial } from '../denial/find-denial.ts';
import { linkPeople } from '../trouble/link-people.ts';
import { findOwnTrouble, kindsMet } from '../trouble/own-trouble.ts';
import { readRules } from '../trouble/read-rules.ts';
import { formsOf, readTokens } from '../trouble/read-tokens.ts';
import rules from './rules.json' with { type: 'json' };
import words from './words.json' with { type: 'json' };

/** Proposes how soon a message needs a person; what it denies or only asks about is usual, and chains are never about life. */
export function findUrgency(text: string, isForwarded: boolean): Urgency {
  if (findDenial(text)) return 'usual';
  const sentences = readTokens(text);
  linkPeople(sentences);
  for (const { text: word, tags } of sentences.flat()) {
    for (const tag of TAGS.get(word) ?? TAGS.get(word.replace(/nya$/, '')) ?? []) tags.add(tag);
  }
  const met = kindsMet(RULES, sentences);
  if (met.has('past')) return 'usual';
  const own = findOwnTrouble(text, isForwarded)?.kind;
  if (met.has('life') || own === 'suicide') {
    const isChain = sentences.flat().some(({ tags }) => tags.has('chain'));
    return isChain ? 'hour' : 'life';
  }
  return met.has('hour') || (own && own !== 'unsure') ? 'hour' : 'usual';
}

const RULES = readRules(rules, ['life', 'past', 'hour']);

const TAGS = new Map<string, string[]>();

for (const [tag, list] of Object.entries(words.words)) note(tag, list.split(' '));
for (const [tag, list] of Object.entries(words.roots)) {
  note(
    tag,
    list.split(' ').flatMap((root) => formsOf(root).map(([form]) => form)),
  );
}

function note(tag: string, all: readonly string[]): void {
  for (const word of new Set(all)) TAGS.set(word, [...(TAGS.get(word) ?? []), tag]);
}
