import rules from './rules.json' with { type: 'json' };

/** Troubles of the writer or their relatives, the most important first. */
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

/** Troubles in which money is at stake, and no life. */
export const troublesOfMoney: ReadonlySet<string> = new Set<Trouble>(['installed', 'scammed']);

/** Alternatives for one word, each with all of its tags. */
export type Term = readonly (readonly string[])[];

/** Words that together in one sentence describe a trouble, or another kind of message. */
export interface Rule<Kind extends string = Trouble> {
  kind: Kind;
  has: readonly Term[];
  /** Maximum distance in words. */
  within: number;
  isOrdered: boolean;
  /** Each must occur somewhere in the message. */
  and: readonly Term[];
  /** Must not occur in the message. */
  not: Term | undefined;
  needsSelf: boolean;
  /** Whether it holds if its words are denied, or only supposed. */
  mayBeDenied: boolean;
  mayBeSupposed: boolean;
  /** Whether it holds in a sentence that asks if something is so. */
  mayBeChecked: boolean;
  /** Maximum of words in the whole message, all of them known. */
  alone: number | undefined;
}

/** A rule as an editor writes it: terms separated by a space, "a|b" is either, "a+b" both. */
type WrittenRule = { kind: string; has: string; within: number; alone?: number } & Partial<
  Record<'and' | 'not', string> &
    Record<'ordered' | 'self' | 'denied' | 'supposed' | 'checked', boolean>
>;

/** Reads written rules; one of an unknown kind gets the last one. */
export function readRules<Kind extends string>(
  written: readonly WrittenRule[],
  kinds: readonly [...Kind[], Kind],
): Rule<Kind>[] {
  return written.map((rule) => ({
    kind: kinds.find((name) => name === rule.kind) ?? (kinds.at(-1) as Kind), // there is a last one
    has: toTerms(rule.has),
    within: rule.within,
    isOrdered: rule.ordered === true,
    and: toTerms(rule.and ?? ''),
    not: toTerms(rule.not ?? '')[0],
    needsSelf: rule.self === true,
    mayBeDenied: rule.denied === true,
    mayBeSupposed: rule.supposed === true,
    mayBeChecked: rule.checked === true,
    alone: rule.alone,
  }));
}

export const RULES: readonly Rule[] = readRules(rules, troubles);

function toTerms(text: string): Term[] {
  const terms = text === '' ? [] : text.split(' ');
  return terms.map((term) => term.split('|').map((tags) => tags.split('+')));
}

export function meets(term: Term, tags: ReadonlySet<string>): boolean {
  return term.some((wanted) => wanted.every((tag) => tags.has(tag)));
}
