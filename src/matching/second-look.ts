import type { Assessment } from './assess.ts';
import { MOST_OFFERED, mayAnswer, SAME_ORDER } from './choose-tier.ts';
import { FEATURE_NAMES, THRESHOLDS } from './judge.ts';
import { logistic, logit } from './logit.ts';
import type { MatchIndex } from './match-index.ts';
import { RETELLING_FEATURES, RetellingMeter } from './measure-retelling.ts';
import { mergeTwins, type Twins } from './merge-twins.ts';
import type { Manner, MessageForm } from './message-form.ts';
import type { QueryWord } from './read-query.ts';
import withModel from './retelling.e5.json' with { type: 'json' };
import withoutModel from './retelling.json' with { type: 'json' };
import features from './retelling-features.json' with { type: 'json' };

/** Fitted weights of the second look; test/eval/fit-retellings.ts writes them. */
interface RetellingWeights {
  /** Weight of each piece of evidence in the order of candidates. */
  order: readonly number[];
  bias: number;
  trees: readonly Tree[];
  /** Probabilities from which Posko answers, or offers what it found, by form. */
  answerAt: Readonly<Record<MessageForm, number>>;
  confirmAt: Readonly<Record<MessageForm, number>>;
}

/** Returns the weights for a message with a vector of a model, or without; only vectors of e5 were fitted. */
export function retellingWeights(model: string | undefined): RetellingWeights {
  return model !== undefined && /(?:^|[^a-z0-9])e5(?:[^a-z0-9]|$)/i.test(model)
    ? withModel
    : withoutModel;
}

/** One tree: inner nodes `[feature, cut, left, right]`, where a negative child `-1 - n` is leaf n. */
export interface Tree {
  nodes: readonly (readonly number[])[];
  leaves: readonly number[];
}

/** Returns the sum of the trees' leaves for a row of features, in logits; a value below or at the cut goes left. */
export function sumTrees(trees: readonly Tree[], bias: number, features: readonly number[]) {
  let sum = bias;
  for (const tree of trees) sum += leafOf(tree, features);
  return sum;
}

const LEAF: readonly number[] = [0, 0, -1, -1];

function leafOf({ nodes, leaves }: Tree, features: readonly number[]): number {
  let at = nodes.length === 0 ? -1 : 0;
  while (at >= 0) {
    const node = nodes[at] ?? LEAF;
    const isLeft = (features[node[0] ?? 0] ?? 0) <= (node[1] ?? 0);
    at = (isLeft ? node[2] : node[3]) ?? -1;
  }
  return leaves[-1 - at] ?? 0;
}

/** All that the second look measures of one candidate: how it is copied, then how it is retold. */
export const EVIDENCE = [...FEATURE_NAMES, ...RETELLING_FEATURES] as const;

/** What the trees see: the evidence, and how the candidate stands among the others. */
export const SEEN: readonly string[] = [...EVIDENCE, ...Object.keys(features.standing)];

/** Looks a second time at the candidates of a message: as a retelling, whatever the order of its words. */
export function lookAgain(
  library: MatchIndex,
  message: { words: readonly QueryWord[]; manner: Manner },
  candidates: readonly Assessment[],
): Assessment[] {
  const measured = measureAll(library, message.words, candidates);
  const hasVector = candidates.some(({ features }) => (features[NEAR] ?? 0) !== 0);
  const weights = retellingWeights(hasVector ? library.vectors.space.model : undefined);
  const twins = mergeTwins(library, inOrder(measured, weights.order));
  const { ordered } = twins;
  const judged = rowsOf(twins, message.manner, library.size).map((row, at): Assessment => {
    const { assessment } = ordered[at] as Measured;
    return judge(assessment, row, message.manner.form, weights);
  });
  const rest = ordered.slice(judged.length).map(({ assessment }) => ({ ...assessment, topic: 0 }));
  return copyFirst([...judged, ...rest], message.manner.form);
}

/** Candidate with its evidence, in the order of EVIDENCE. */
export type Measured = ReturnType<typeof measureAll>[number];

/** Measures every candidate. */
export function measureAll(
  library: MatchIndex,
  words: readonly QueryWord[],
  candidates: readonly Assessment[],
) {
  const meter = new RetellingMeter(library, words);
  return candidates.map((assessment) => ({
    assessment,
    evidence: [...assessment.features, ...meter.measure(assessment.slot)],
  }));
}

/** Orders candidates by weights for their evidence, best first. */
export function inOrder(measured: readonly Measured[], weights: readonly number[]) {
  return measured
    .map((each) => ({
      ...each,
      order: each.evidence.reduce((sum, value, at) => sum + value * (weights[at] ?? 0), 0),
    }))
    .sort((a, b) => b.order - a.order);
}

/** Returns what the trees see of the first candidates, in the order of SEEN. */
export function rowsOf(
  { ordered, areTwins }: Twins<Measured & { order: number }>,
  { form, verifies, wonders }: Manner,
  size: number,
): number[][] {
  const near = ordered.map(({ evidence }) => evidence[NEAR] ?? 0);
  return ordered.slice(0, MOST_OFFERED).map(({ assessment, evidence, order }, at) => {
    const others = ordered
      .filter((_, other) => !areTwins(at, other))
      .sort((a, b) => b.order - a.order);
    const ahead = (place: number) => {
      const other = others[place];
      return other ? Math.max(-MOST_AHEAD, Math.min(MOST_AHEAD, order - other.order)) : MOST_AHEAD;
    };
    const rival = Math.max(0, ...near.filter((_, other) => !areTwins(at, other)));
    return [
      ...evidence,
      logit(assessment.score),
      order,
      ...[ahead(0), ahead(1), ahead(2)],
      (near[at] ?? 0) - rival,
      form === 'question' ? 1 : 0,
      verifies ? 1 : 0,
      wonders ? 1 : 0,
      Math.log10(size + 1),
    ];
  });
}

const NEAR = FEATURE_NAMES.indexOf('near');
const SHARE = FEATURE_NAMES.length + RETELLING_FEATURES.indexOf('message');
const SHARED = FEATURE_NAMES.length + RETELLING_FEATURES.indexOf('shared');

const MOST_AHEAD = 6;

/** Moves the trees' evidence so that one threshold serves all forms; what the first judge takes for a copy stays one. */
function judge(
  assessment: Assessment,
  row: readonly number[],
  form: MessageForm,
  weights: RetellingWeights,
): Assessment {
  const evidence = sumTrees(weights.trees, weights.bias, row);
  const moved = (from: number, to: number) => logistic(evidence - logit(from) + logit(to));
  const retold = moved(weights.answerAt[form], THRESHOLDS.answer);
  const isEnough = (row[SHARED] ?? 0) >= LEAST_ANSWERED;
  const score = isEnough ? retold : Math.min(retold, JUST_ASKED);
  const isShared = (row[SHARED] ?? 0) >= LEAST_SHARED && (row[SHARE] ?? 0) >= LEAST_SHARE;
  const topic = isShared ? moved(weights.confirmAt[form], THRESHOLDS.confirm) : 0;
  return {
    ...assessment,
    copied: assessment.score,
    score: form === 'question' ? score : Math.max(assessment.score, score),
    topic: Math.max(topic, copiedTopic(assessment)),
    retold: logistic(evidence),
  };
}

/** Weight of what an answer needs shared, which 98 % of the right ones have: "file" and "data" are too little. */
const LEAST_ANSWERED = 1.35;
const JUST_ASKED = THRESHOLDS.answer - 0.01;
/** Weight of what must be shared: months, offices and the like are in too many messages. */
const LEAST_SHARED = 0.6;
/** Share of the message that must be in the document: a recipe may have its leaves and its boiling. */
const LEAST_SHARE = 0.18;

/** Probability that it copies a text of which it changes a detail: that is asked about, with what differs. */
function copiedTopic({ comparison, topic }: Assessment): number {
  return comparison.inOrder >= SAME_ORDER && topic >= LEAST_COPIED ? topic : 0;
}

const LEAST_COPIED = 0.3;

/** A statement that copies a text is answered with what it copies, whatever else it resembles. */
function copyFirst(judged: Assessment[], form: MessageForm): Assessment[] {
  if (form === 'question') return judged;
  const copied = judged
    .filter((each) => (each.copied ?? 0) >= THRESHOLDS.answer && mayAnswer(each))
    .sort((a, b) => b.rank - a.rank)[0];
  return copied ? [copied, ...judged.filter((each) => each !== copied)] : judged;
}
