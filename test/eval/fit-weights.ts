import type { Assessment } from '../../src/matching/assess.ts';
import { mayAnswer } from '../../src/matching/choose-tier.ts';
import { CONFLICT_FEATURES, FEATURE_NAMES } from '../../src/matching/judge.ts';
import { logistic } from '../../src/matching/logit.ts';
import { type Example, evidenceOf, fitLogistic, type Model, preferring } from './fit-logistic.ts';
import { type EvalQuery, isRight } from './load-data.ts';

/** A message with its candidates. */
export interface Case {
  query: EvalQuery;
  candidates: readonly Assessment[];
}

/** One model tells the same claim from another, one tells the likelier of two candidates. */
export interface Weights {
  same: Model;
  rank: Model;
}

/** Learns both models from labelled messages. */
export function fitWeights(cases: readonly Case[]): Weights {
  const rank = fitLogistic(cases.flatMap(toPairs), RANK_RIDGE);
  const examples = cases.flatMap((item) => toExamples(item, rank));
  return { rank: { ...rank, bias: 0 }, same: fitLogistic(examples, RIDGE) };
}

/** The candidate that the weights prefer, with the probabilities they give it. */
export function judgeBest({ candidates }: Case, { same, rank }: Weights) {
  const best = byRank(candidates, rank)[0];
  const features = best?.features ?? [];
  const bare = features.map((value, at) => (CONFLICTS.has(FEATURE_NAMES[at] ?? '') ? 0 : value));
  return {
    id: best?.id,
    score: best ? logistic(evidenceOf(same, features)) : 0,
    topic: best ? logistic(evidenceOf(same, bare)) : 0,
    answerable: best !== undefined && mayAnswer(best),
  };
}

const RIDGE = 1;
const RANK_RIDGE = 3;
const CONFLICTS = new Set<string>(CONFLICT_FEATURES);
// How much a message of each kind counts, so that the many ordinary ones do not drown the rest.
const IMPORTANCE = {
  title: 1,
  forward: 1,
  headline: 3,
  tampered: 1,
  news: 2,
  ordinary: 1,
  narrative: 0,
  retold: 0,
  rotated: 0,
};
const RANK_IMPORTANCE = { ...IMPORTANCE, headline: 6, narrative: 1 };
const RUNNER_UP_IMPORTANCE = 0.3;

function byRank(candidates: readonly Assessment[], rank: Model): Assessment[] {
  return [...candidates].sort(
    (a, b) => evidenceOf(rank, b.features) - evidenceOf(rank, a.features),
  );
}

/** A look-alike matched with another fact-check than its model has no known label. */
function toExamples({ query, candidates }: Case, rank: Model): Example[] {
  if (IMPORTANCE[query.test] === 0) return [];
  const known = byRank(candidates, rank)
    .slice(0, 3)
    .filter(({ id }) => query.expect !== 'not-answer' || id === query.factCheck);
  return known.map(({ id, features }, at) => ({
    features,
    label: query.expect === 'answer' && isRight(query, id),
    weight: IMPORTANCE[query.test] * (at === 0 ? 1 : RUNNER_UP_IMPORTANCE),
  }));
}

/** Each wrong candidate beside the right one. */
function toPairs({ query, candidates }: Case): Example[] {
  const right = candidates.find(({ id }) => isRight(query, id));
  if (!right || query.expect !== 'answer') return [];
  const wrong = candidates.filter(({ id }) => !isRight(query, id));
  const others = wrong.map(({ features }) => features);
  return preferring(right.features, others, RANK_IMPORTANCE[query.test]);
}
