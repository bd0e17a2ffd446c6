import rules from './rules.json' with { type: 'json' };

/** What befalls the writer of a message or their own people; where a message tells of several, the first comes first. */
export const troubles = [
  'suicide',
  'child',
  'blackmail',
  'home',
  'threat',
  'installed',
  'scammed',
  'unsure',
] as const;
export type Trouble = (typeof troubles)[number];

/** What one word has to stand for: any of these, each with all of its tags. */
export type Term = readonly (readonly string[])[];

/** Words that, standing together in one sentence, tell of a trouble. */
export interface Rule {
  kind: Trouble;
  has: readonly Term[];
  /** How many words apart. */
  within: number;
  isOrdered: boolean;
  /** Each is met somewhere in the message. */
  and: readonly Term[];
  /** Is met nowhere in the message. */
  not: Term | undefined;
  needsSelf: boolean;
  /** Whether it holds where its words are denied, or only supposed. */
  mayBeDenied: boolean;
  mayBeSupposed: boolean;
  /** How many words the whole message has at most, all of them known. */
  alone: number | undefined;
}

/** The rules as an editor writes them: terms apart by a space, "a|b" is either, "a+b" both at once. */
export const RULES: readonly Rule[] = rules.map((rule) => ({
  kind: troubles.find((name) => name === rule.kind) ?? 'unsure',
  has: toTerms(rule.has),
  within: rule.within,
  isOrdered: rule.ordered === true,
  and: toTerms(rule.and ?? ''),
  not: toTerms(rule.not ?? '')[0],
  needsSelf: rule.self === true,
  mayBeDenied: rule.denied === true,
  mayBeSupposed: rule.supposed === true,
  alone: rule.alone,
}));

function toTerms(text: string): Term[] {
  const terms = text === '' ? [] : text.split(' ');
  return terms.map((term) => term.split('|').map((tags) => tags.split('+')));
}

/** Whether tags are what a term asks for. */
export function meets(term: Term, tags: ReadonlySet<string>): boolean {
  return term.some((wanted) => wanted.every((tag) => tags.has(tag)));
}
