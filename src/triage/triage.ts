import {
  signals as allSigns,
  type Signal,
  type Triage,
  threatFacts,
  threats,
} from '../domain/cases/threats.ts';
import { softmax } from '../matching/logit.ts';
import { type Features, readFeatures } from './read-features.ts';
import weights from './weights.json' with { type: 'json' };

/** Facts about a message: its masked text, and where the citizen says it came from. */
export interface TriageInput {
  text: string;
  source?: string | undefined;
}

/** Guesses the threat of a message; nothing if it is ordinary or the guess is unsure. */
export function triage(told: TriageInput): Triage | undefined {
  const features = readFeatures(told.text);
  const shares = weighSource(likelihoods(model, features.names), told);
  const certainty = Math.max(...shares);
  const at = shares.indexOf(certainty);
  const threat = threats.find((name) => name === model.classes[at]);
  if (!threat || certainty < (thresholds[threat] ?? 1)) return undefined;
  return {
    threat,
    certainty: Math.min(SUREST, Math.round(certainty * 100) / 100),
    ...reasonsOf(features, at, told),
  };
}

const model: Model = weights;
/** A threat that the model was not fitted for has none, and is never guessed. */
const thresholds: Readonly<Record<string, number>> = weights.thresholds;

/** No guess is certain. */
const SUREST = 0.99;

/** Maximum of words and signals shown as reasons. */
const MOST_REASONS = 4;

/** Returns the strongest reasons for a class: signals by name, words as written. */
function reasonsOf(features: Features, at: number, told: TriageInput) {
  const pulls = features.names
    .map((name) => ({ name, pull: pull(model, name, at) }))
    .filter(({ pull }) => pull > 0)
    .sort((a, b) => b.pull - a.pull);
  const words = pulls.flatMap(({ name }) => features.written.get(name) ?? []);
  const signs = [...sourceSign(told, at), ...pulls.flatMap(({ name }) => signsIn(name))];
  return {
    signs: [...new Set(signs)].slice(0, MOST_REASONS),
    words: [...new Set(words)].slice(0, MOST_REASONS),
  };
}

function signsIn(name: string): Signal[] {
  const named = name.startsWith('#') ? name.slice(1).split(/[+:]/) : [];
  return allSigns.filter((sign) => named.includes(sign));
}

function sourceSign(told: TriageInput, at: number): Signal[] {
  const name = model.classes[at];
  return oddsOf(name, told.source) > 1 ? ['source'] : [];
}

/** By how much a source multiplies the odds of a class. */
function oddsOf(name: string | undefined, source = ''): number {
  const threat = threats.find((each) => each === name); // `biasa` has no odds
  const odds = threat && threatFacts(threat).odds;
  return odds && Object.hasOwn(odds, source) ? (odds[source] ?? 1) : 1;
}

function weighSource(shares: readonly number[], { source }: TriageInput): number[] {
  const weighed = shares.map((share, at) => share * oddsOf(model.classes[at], source));
  const total = weighed.reduce((sum, share) => sum + share, 0);
  return weighed.map((share) => share / total);
}

/** Logistic regression over classes: one weight per feature and class, in units of `STEP`. */
export interface Model {
  classes: readonly string[];
  bias: readonly number[];
  weights: Readonly<Record<string, readonly number[]>>;
}

/** Unit of the integer weights. */
export const STEP = 0.1;

/** Returns the probability of each class, in the order of the model's classes; the sum is 1. */
export function likelihoods(model: Model, names: readonly string[]): number[] {
  const known = names
    .map((name) => weightsOf(model, name))
    .filter((weights) => weights !== undefined);
  const share = STEP * shareOf(known.length);
  const sums = model.bias.map((weight) => STEP * weight);
  for (const weights of known) {
    for (let at = 0; at < sums.length; at += 1) {
      sums[at] = (sums[at] ?? 0) + share * (weights[at] ?? 0);
    }
  }
  return softmax(sums);
}

/** Returns how much a feature supports a class against the others. */
function pull(model: Model, name: string, at: number): number {
  const weights = weightsOf(model, name);
  if (!weights) return 0;
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const own = weights[at] ?? 0;
  return STEP * (own - (sum - own) / (weights.length - 1));
}

/** Returns the share of each feature, smaller in long texts: they are no surer than short ones. */
export function shareOf(count: number): number {
  return Math.max(1, count) ** -0.4;
}

function weightsOf(model: Model, name: string): readonly number[] | undefined {
  return Object.hasOwn(model.weights, name) ? model.weights[name] : undefined;
}
