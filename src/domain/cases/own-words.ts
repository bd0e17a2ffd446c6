import { citedBy } from '../fact-checks/citation.ts';
import { factsOf, verdicts } from '../fact-checks/verdicts.ts';
import type { Decision } from './case.ts';
import naming from './naming-words.json' with { type: 'json' };

export type Lack = 'gap' | 'template' | 'bare' | 'no-source';

/** Returns what a decision lacks first: the words for a gap, the reviewer's own explanation, or a source. */
export function lackOf(decision: Judged, gaps: readonly string[] = []): Lack | undefined {
  const { summary, noSource } = decision;
  if (findGap(summary, gaps) !== undefined) return 'gap';
  if (isUntouched(summary)) return 'template';
  if (ownWordsOf(summary).size < LEAST_OWN) return 'bare';
  return citedBy(decision).length === 0 && noSource === undefined ? 'no-source' : undefined;
}

type Judged = Pick<Decision, 'summary' | 'url' | 'citations' | 'noSource'>;

/** "Bank buka": fewer words explain nothing. */
const LEAST_OWN = 2;

/** Whether a text is an unchanged example, or one with empty gaps. */
export function isUntouched(text: string): boolean {
  const folded = fold(text);
  return EXAMPLES.some((example) => {
    const filled = example.exec(folded);
    if (!filled) return false;
    return filled.slice(1).every((words) => !/\p{L}{3}/u.test(words));
  });
}

/** A gap that a text still has, with its marks: that of an example, or one of `gaps`, which a newsroom's replies have. */
export function findGap(text: string, gaps: readonly string[] = []): string | undefined {
  return text.match(/«[^«»]*»/)?.[0] ?? gaps.find((gap) => text.includes(gap));
}

/** Whether a reason is still as a template has it. */
export function isTemplate(text: string): boolean {
  return TEMPLATES.includes(text);
}

/** Returns the explanation's words, without those of the verdict and of complete examples. */
function ownWordsOf(text: string): Set<string> {
  const rest = FINISHED.reduce((left, example) => left.replaceAll(example, ' '), fold(text));
  const words = rest.match(/[\p{L}\p{N}]{2,}/gu) ?? [];
  return new Set(words.filter((word) => !NAMING.has(word)));
}

/** Normalises case, marks and spaces, so that an example with a typo is still an example. */
function fold(text: string): string {
  const words =
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return words.join(' ');
}

const TEMPLATES: readonly string[] = verdicts.flatMap((verdict) => factsOf(verdict).templates);
const FINISHED = TEMPLATES.filter((text) => findGap(text) === undefined).map(fold);
const EXAMPLES = TEMPLATES.map((text) => {
  const pieces = text.split(/«[^«»]*»/).map(fold);
  return new RegExp(`^${pieces.map((piece) => RegExp.escape(piece)).join('\\s*(.*?)\\s*')}$`, 'u');
});

/** Words that call a message true or false; alone they give no reason. */
const NAMING = new Set([
  ...verdicts.flatMap((verdict) => verdict.split('_')),
  ...naming.flatMap((words) => words.split(' ')),
]);
