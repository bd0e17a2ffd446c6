import type { Comparison } from './compare-field.ts';
import type { Conflict } from './conflict.ts';
import type { Cover } from './cover.ts';
import { logistic } from './logit.ts';
import weights from './weights.json' with { type: 'json' };

/** Evidence that a message copies a text, in the order in which the weights were fitted. */
export const FEATURE_NAMES = Object.keys(weights.same) as FeatureName[];

type FeatureName = keyof typeof weights.same;

/** Features that show a disagreement. */
export const CONFLICT_FEATURES: readonly FeatureName[] = [
  'numberReplaced',
  'nameReplaced',
  'negation',
];

export type Features = readonly number[];

/** Turns the measurements of a message and a document into one row of features. */
export function toFeatures(
  cover: Cover,
  comparison: Compared,
  { lead, near }: { lead: number; near: number },
): Features {
  const conflicts = comparison.conflicts.filter(({ unsure }) => !unsure);
  const isName = ({ type }: Conflict) => type === 'name' || type === 'place';
  return [
    cover.ofQuery,
    cover.best.ofField,
    Math.log1p(cover.found),
    cover.best.rarest,
    Math.log1p(cover.best.numbers),
    comparison.inOrder,
    comparison.loose,
    Math.log1p(comparison.shared),
    lead,
    comparison.howTo ? 1 : 0,
    Math.log1p(cover.missing),
    comparison.debunks ? 1 : 0,
    near,
    has(conflicts, ({ type, grave }) => type === 'number' && grave),
    has(conflicts, ({ type, grave }) => type === 'number' && !grave),
    has(conflicts, (conflict) => isName(conflict) && conflict.grave),
    has(conflicts, (conflict) => isName(conflict) && !conflict.grave),
    has(conflicts, ({ type, grave }) => type === 'negation' && grave),
    Math.min(2, sumOther(conflicts)),
  ];
}

type Compared = Omit<Comparison, 'field' | 'rotated'>;

/** Whether it may be answered as a copy with so many words `shared`, in whatever order they stand. */
export function mayBeCopy(cover: Cover, sent: Pick<Compared, 'shared' | 'debunks'>, lead: number) {
  const features = toFeatures(cover, { ...BEST_ORDER, ...sent }, { lead, near: 0 });
  return sameClaim(features) >= THRESHOLDS.answer;
}

/** What speaks most for the same claim; other numbers and words do so a little, as fitted. */
const BEST_ORDER: Omit<Compared, 'shared' | 'debunks'> = {
  ...{ inOrder: 1, loose: 1, howTo: false },
  conflicts: [
    { type: 'number', how: 'added', query: [], field: [], weight: 1, grave: false },
    { type: 'other', how: 'replaced', query: [], field: [], weight: 2, grave: false },
  ],
};

function has(conflicts: readonly Conflict[], test: (conflict: Conflict) => boolean): number {
  return conflicts.some(test) ? 1 : 0;
}

function sumOther(conflicts: readonly Conflict[]): number {
  let sum = 0;
  for (const conflict of conflicts) if (conflict.type === 'other') sum += conflict.weight;
  return sum;
}

/** Probability that message and fact-check make the same claim, as fitted by test/eval/fit.ts. */
export function sameClaim(features: Features): number {
  return logistic(weights.bias + sum(features, weights.same));
}

/** The same, ignoring numbers, names and denials that disagree. */
export function sameTopic(features: Features): number {
  const bare = features.map((value, at) => (CONFLICTS.has(FEATURE_NAMES[at]) ? 0 : value));
  return logistic(weights.bias + sum(bare, weights.same));
}

/** Score for ordering candidates; only differences between candidates count. */
export function rank(features: Features): number {
  return sum(features, weights.rank);
}

/** Probabilities from which Posko answers, or asks to confirm. */
export const THRESHOLDS = { answer: weights.answerAt, confirm: weights.confirmAt };
/** Below this, two texts are more likely about different things than about the same. */
export const LEAST_ALIKE = 0.3;

const CONFLICTS = new Set<FeatureName | undefined>(CONFLICT_FEATURES);

function sum(features: Features, by: Readonly<Record<FeatureName, number>>): number {
  let total = 0;
  for (let at = 0; at < FEATURE_NAMES.length; at++) {
    total += (features[at] ?? 0) * by[FEATURE_NAMES[at] as FeatureName]; // within bounds
  }
  return total;
}
