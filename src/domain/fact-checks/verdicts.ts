import { z } from 'zod';
import { keysOf } from '../../i18n/keys-of.ts';
import table from './verdicts.json' with { type: 'json' };

/** How far a claim may be believed. */
export const truths = ['false', 'partly', 'open', 'explained', 'true'] as const;

/** Everything the program has to know of a verdict; what reviewers and citizens read of it stands in `ui-text` and `locales`. */
export interface VerdictFacts {
  /** Its name in Indonesian, as on cards and in data for search engines. */
  name: string;
  /** What it says of the claim; `open` says neither that it is true nor that it is false. */
  truth: (typeof truths)[number];
  /** Whether its claim is a trap for money or data. */
  isScam?: true;
  /** Whether its claim was never meant to be believed. */
  isJoke?: true;
  /** Truth from 1 to 5 for schema.org; what is no degree of truth has none. */
  rating?: 1 | 2 | 3 | 4 | 5;
  /** A colour on which white can be read, and its counterpart for dark pages. */
  colour: string;
  onDark: string;
  /** Strokes on a field of 24 by 24. */
  icon: string;
  /** What Indonesian and English fact-checkers call it, in plain lower-case words, with commas between. */
  labels: string;
  /** Reasons to begin a verdict with; none goes out as it stands (`lackOf`): each needs the reviewer's own words. */
  templates: readonly [string, ...string[]];
}

/** What a fact-check says of its claim, in the labels Indonesian fact-checkers use; stored, so no name may change. */
export const verdictTable = table as unknown as Readonly<Record<keyof typeof table, VerdictFacts>>; // JSON has no tuples

export type Verdict = keyof typeof verdictTable;
/** All verdicts, in the order in which reviewers choose from them. */
export const verdicts = keysOf(verdictTable);
export const verdictSchema = z.enum(verdicts);

/** Verdicts by which a denial of the claim is right. */
export const falseVerdicts = verdicts.filter((verdict) => factsOf(verdict).truth === 'false');

/** Looks up what the program has to know of a verdict. */
export function factsOf(verdict: Verdict): VerdictFacts {
  return verdictTable[verdict];
}

/** Tells what a verdict says of its claim; undefined for a word that is no verdict. */
export function truthOf(word: string | undefined): VerdictFacts['truth'] | undefined {
  const verdict = verdicts.find((each) => each === word);
  return verdict && factsOf(verdict).truth;
}

/** How a fact-check is told apart: by a word, an icon, and a colour on which white can be read. */
export interface VerdictLook extends Pick<VerdictFacts, 'colour' | 'onDark' | 'icon'> {
  /** What its style classes are called after: the verdict, or `ditarik`. */
  id: string;
  word: string;
}

/** What a withdrawn fact-check shows in the place of its verdict. */
const withdrawnLook: VerdictLook = {
  id: 'ditarik',
  word: 'DITARIK',
  colour: '#434a54',
  onDark: '#c6ced8',
  icon: 'M12 2.5a9.5 9.5 0 1 1 0 19a9.5 9.5 0 1 1 0-19zM5.5 5.5L18.5 18.5',
};

export function lookOf(verdict: Verdict, isWithdrawn = false): VerdictLook {
  if (isWithdrawn) return withdrawnLook;
  const { name, colour, onDark, icon } = factsOf(verdict);
  return { id: verdict, word: name.toUpperCase(), colour, onDark, icon };
}

export const verdictLooks = [...verdicts.map((verdict) => lookOf(verdict)), withdrawnLook];

const byLabel: ReadonlyMap<string, Verdict> = new Map(
  verdicts.flatMap((verdict) =>
    factsOf(verdict)
      .labels.split(', ')
      .map((label) => [label, verdict] as const),
  ),
);

/** Our verdict for a label as others write it (`[HOAKS]`, `Tidak Terbukti`); undefined if unknown. */
export function readVerdict(label: string): Verdict | undefined {
  const plain = label
    .toLowerCase()
    .replace(/[^a-z]+/g, ' ')
    .trim();
  return byLabel.get(plain);
}
