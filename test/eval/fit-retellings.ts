import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openDictionaries } from '../../src/app/open-dictionaries.ts';
import { loadSamples } from '../../src/app/samples/load-samples.ts';
import { truthOf } from '../../src/domain/fact-checks/verdicts.ts';
import { assess } from '../../src/matching/assess.ts';
import { mayAnswer, mayAnswerRetelling } from '../../src/matching/choose-tier.ts';
import type { Vector } from '../../src/matching/embedder.ts';
import { CandidateFinder } from '../../src/matching/find-candidates.ts';
import { THRESHOLDS } from '../../src/matching/judge.ts';
import { logistic } from '../../src/matching/logit.ts';
import type { MatchDocument } from '../../src/matching/match.ts';
import { MatchIndex } from '../../src/matching/match-index.ts';
import { mergeTwins } from '../../src/matching/merge-twins.ts';
import { type Manner, readManner } from '../../src/matching/message-form.ts';
import { readQuery } from '../../src/matching/read-query.ts';
import {
  inOrder,
  type Measured,
  measureAll,
  rowsOf,
  sumTrees,
} from '../../src/matching/second-look.ts';
import { type Boosted, boost } from './boost.ts';
import { chooseForms, type Guess } from './choose-forms.ts';
import { type Example, fitLogistic, preferring } from './fit-logistic.ts';
import { FOLDS, foldOf, hashOf } from './folds.ts';
import { type EvalQuery, isRight, loadData } from './load-data.ts';
import { loadRetellings, loadReworded, loadShortStatements } from './load-retellings.ts';
import { readVectors } from './vectors.ts';

/** Fits src/matching/retelling.json, or with --vectors retelling.e5.json; reports on fact-checks left out of the fit. */
const { values: options } = parseArgs({
  options: {
    data: { type: 'string' },
    vectors: { type: 'string' },
    dry: { type: 'boolean', default: false },
  },
});

/** A message with its candidates, measured. */
interface Case {
  query: EvalQuery;
  manner: Manner;
  library: MatchIndex;
  measured: readonly Measured[];
  /** How much it counts: messages against small stores are made from the others. */
  share: number;
}

type VectorOf = (id: string, role: 'message' | 'factCheck' | 'title') => Vector | undefined;

function run(): void {
  const directory = options.data ?? process.env.POSKO_EVAL_DATA ?? '';
  const data = loadData(directory);
  const vectors: VectorOf = options.vectors ? readVectors(options.vectors) : () => undefined;
  const queries = [...data.queries, ...loadRetellings(directory), ...loadShortStatements()];
  const narratives = queries.filter(({ test }) => test === 'narrative');
  const others = queries.filter(({ test }) => test !== 'narrative');
  const cases = [
    ...measure(data.full, others, vectors, 1),
    ...measure(data.titles, narratives, titled(vectors), 1),
  ];
  const small = smallStores(data.full, others).flatMap(({ documents, messages }) =>
    measure(documents, messages, vectors, SMALL_SHARE),
  );
  if (!options.vectors) small.push(...measure(loadSamples(), loadReworded(), vectors, SMALL_SHARE));
  const guesses = crossValidate(cases, small);
  const chosen = chooseForms(guesses);
  process.stdout.write(`${chosen.report}\n`);
  if (options.dry) return;
  const { order, trees } = fitAll([...cases, ...small]);
  const weights = { order: order.map(round), ...trees, ...chosen.thresholds };
  const name = options.vectors ? 'retelling.e5.json' : 'retelling.json';
  const path = join(import.meta.dirname, '../../src/matching', name);
  writeFileSync(path, `${JSON.stringify(weights)}\n`);
}

/** Vectors of fact-checks of which only the title is stored. */
function titled(vectorOf: VectorOf): VectorOf {
  return (id, role) => vectorOf(id, role === 'factCheck' ? 'title' : role);
}

function measure(
  documents: readonly MatchDocument[],
  queries: readonly EvalQuery[],
  vectorOf: VectorOf,
  share: number,
): Case[] {
  const dictionaries = openDictionaries({ dictionaries: undefined }, () => {});
  const space = options.vectors ? { model: 'e5', dimensions: 384 } : undefined;
  const library = new MatchIndex({ space, truthOf, dictionaries });
  for (const document of documents) library.put(document, vectorOf(document.id, 'factCheck'));
  const finder = new CandidateFinder(library);
  return queries.map((query, at) => {
    if (at % 500 === 0) process.stderr.write(`\r${at} of ${queries.length} messages `);
    const words = readQuery(library, query);
    const vector = vectorOf(query.id, 'message');
    const measured = measureAll(library, words, assess(library, finder, { words, vector }));
    return { query, manner: readManner(query.text), library, measured, share };
  });
}

/** A young operator has few fact-checks: the same messages against stores of 80, so that no weight relies on many rivals. */
function smallStores(full: readonly MatchDocument[], queries: readonly EvalQuery[]) {
  const about = Map.groupBy(queries, ({ id, factCheck }) => hashOf(factCheck ?? id) % STORES);
  const stores = [...about].map(([number, messages]) => {
    const needed = new Set(
      messages.flatMap(({ factCheck, accept = [] }) => [factCheck, ...accept]),
    );
    const fill = full.filter(({ id }) => hashOf(`${number} ${id}`) % full.length < FEW);
    const documents = full.filter((each) => needed.has(each.id) || fill.includes(each));
    return { documents, messages: messages.filter(({ test }) => test !== 'title') };
  });
  return stores;
}

const SMALL_SHARE = 0.7;
const STORES = 24;
const FEW = 50;

function crossValidate(cases: readonly Case[], small: readonly Case[]): Guess[] {
  const guesses: Guess[] = [];
  for (let fold = 0; fold < FOLDS; fold++) {
    process.stderr.write(`\rfold ${fold + 1} of ${FOLDS}          `);
    const fitted = fitAll([...cases, ...small].filter(({ query }) => foldOf(query) !== fold));
    for (const each of [...cases, ...small]) {
      if (foldOf(each.query) === fold) guesses.push(guess(each, fitted));
    }
  }
  return guesses;
}

interface Fitted {
  order: readonly number[];
  trees: Boosted;
}

function guess({ query, manner, library, measured, share }: Case, { order, trees }: Fitted): Guess {
  const twins = mergeTwins(library, inOrder(measured, order));
  const { ordered } = twins;
  const found = rowsOf(twins, manner, library.size).map((row, at) => {
    const assessment = ordered[at]?.assessment;
    const retold = logistic(sumTrees(trees.trees, trees.bias, row));
    return {
      id: assessment?.id ?? '',
      retold,
      allowed: !!assessment && mayAnswerRetelling(assessment),
    };
  });
  const copies = measured
    .map(({ assessment }) => assessment)
    .filter((each) => each.score >= THRESHOLDS.answer && mayAnswer(each));
  const copied = copies.toSorted((a, b) => b.rank - a.rank)[0];
  const five = ordered.slice(0, 5).map(({ assessment }) => assessment.id);
  const { form } = manner;
  const isSmall = share < 1;
  return {
    query,
    form,
    isSmall,
    found,
    five,
    copied: form === 'question' ? undefined : copied?.id,
  };
}

function fitAll(cases: readonly Case[]): Fitted {
  const order = fitLogistic(cases.flatMap(toPairs), 3).weights;
  return { order, trees: boost(cases.flatMap((each) => toExamples(each, order))) };
}

/** How much a message of each kind counts, so that the many ordinary ones do not drown the rest. */
const IMPORTANCE: Readonly<Record<EvalQuery['test'], number>> = {
  title: 1,
  forward: 1,
  headline: 4,
  tampered: 1,
  news: 3,
  ordinary: 1,
  narrative: 0,
  retold: 2,
  rotated: 2,
};
const ORDER_IMPORTANCE = { ...IMPORTANCE, narrative: 1.5, retold: 1.5 };
const RUNNER_UP_IMPORTANCE = 0.3;

/** A look-alike matched with another fact-check than its model has no known label. */
function toExamples(
  { query, manner, library, measured, share }: Case,
  order: readonly number[],
): Example[] {
  if (IMPORTANCE[query.test] === 0) return [];
  const twins = mergeTwins(library, inOrder(measured, order));
  const { ordered } = twins;
  return rowsOf(twins, manner, library.size).flatMap((features, at) => {
    const id = ordered[at]?.assessment.id;
    if (query.test !== 'retold' && query.expect === 'not-answer' && id !== query.factCheck)
      return [];
    const isTold = ordered.some(
      ({ assessment }, other) => twins.areTwins(at, other) && isRight(query, assessment.id),
    );
    const label = query.expect === 'answer' && isTold;
    const importance = IMPORTANCE[query.test] * (at === 0 ? 1 : RUNNER_UP_IMPORTANCE);
    return [{ features, label, weight: importance * share }];
  });
}

/** Each wrong candidate beside the right one. */
function toPairs({ query, library, measured, share }: Case): Example[] {
  const { ordered, areTwins } = mergeTwins(library, measured);
  const place = ordered.findIndex(({ assessment }) => isRight(query, assessment.id));
  const right = ordered[place];
  if (!right || query.expect !== 'answer') return [];
  const wrong = ordered.filter((_, at) => !areTwins(place, at));
  const others = wrong.map(({ evidence }) => evidence);
  return preferring(right.evidence, others, share * ORDER_IMPORTANCE[query.test]);
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

run();
