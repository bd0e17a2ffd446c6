import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { loadEmbedder } from '../../src/embedder/load-embedder.ts';
import { assess } from '../../src/matching/assess.ts';
import type { Embedder } from '../../src/matching/embedder.ts';
import { CandidateFinder } from '../../src/matching/find-candidates.ts';
import { FEATURE_NAMES } from '../../src/matching/judge.ts';
import { type MatchDocument, textToEmbed } from '../../src/matching/match.ts';
import { MatchIndex } from '../../src/matching/match-index.ts';
import { readQuery } from '../../src/matching/read-query.ts';
import { chooseThresholds, type Judged } from './choose-thresholds.ts';
import { traceCurve } from './curve.ts';
import { drawCurve } from './draw-curve.ts';
import type { Model } from './fit-logistic.ts';
import { type Case, fitWeights, judgeBest, type Weights } from './fit-weights.ts';
import { FOLDS, foldOf } from './folds.ts';
import { type EvalQuery, loadData } from './load-data.ts';

/** Fits src/matching/weights.json to labelled messages; reports on fact-checks left out of the fit. */
const { values: options } = parseArgs({
  options: {
    data: { type: 'string' },
    model: { type: 'string' },
    curve: { type: 'string' },
    dry: { type: 'boolean', default: false },
  },
});
const WEIGHTS = new URL('../../src/matching/weights.json', import.meta.url);

async function run(): Promise<void> {
  const embedder = options.model === undefined ? undefined : await loadEmbedder(options.model);
  const data = loadData(options.data ?? process.env.POSKO_EVAL_DATA);
  const narratives = data.queries.filter(({ test }) => test === 'narrative');
  const others = data.queries.filter(({ test }) => test !== 'narrative');
  const cases = [
    ...(await assessAll(data.full, others, embedder)),
    ...(await assessAll(data.titles, narratives, embedder)),
  ];
  const weights = fitWeights(cases);
  const judged = crossValidate(cases);
  const leftOut = chooseThresholds(judged);
  const all = chooseThresholds(cases.map((item) => judge(item, weights)));
  process.stdout.write(`${leftOut.report}\n`);
  const { same, rank } = weights;
  // The stricter of both: what holds on fact-checks left out must hold for the final weights too.
  const answerAt = Math.max(leftOut.answerAt, all.answerAt);
  const confirmAt = Math.max(leftOut.confirmAt, all.confirmAt);
  if (options.curve) writeFileSync(options.curve, drawCurve(traceCurve(judged), answerAt));
  for (const [at, name] of FEATURE_NAMES.entries()) {
    const pair = [same, rank].map((model) => (model.weights[at] ?? 0).toFixed(2).padStart(7));
    process.stdout.write(`${name.padEnd(16)} ${pair.join(' ')}\n`);
  }
  const file = {
    bias: round(same.bias),
    same: named(same),
    rank: named(rank),
    answerAt: round(answerAt),
    confirmAt: round(confirmAt),
  };
  if (!options.dry) writeFileSync(WEIGHTS, `${JSON.stringify(file, null, 2)}\n`);
}

async function assessAll(
  documents: readonly MatchDocument[],
  queries: readonly EvalQuery[],
  embedder: Embedder | undefined,
): Promise<Case[]> {
  const library = new MatchIndex({ space: embedder });
  for (const document of documents) {
    library.put(document, await embedder?.embed(textToEmbed(document), 'factCheck'));
  }
  const finder = new CandidateFinder(library);
  const cases: Case[] = [];
  for (const [at, query] of queries.entries()) {
    if (at % 200 === 0) process.stderr.write(`\r${at} of ${queries.length} messages `);
    const vector = await embedder?.embed(query.text, 'message');
    const words = readQuery(library, query);
    cases.push({ query, candidates: assess(library, finder, { words, vector }) });
  }
  return cases;
}

/** Judges every message by weights fitted without its fact-check. */
function crossValidate(cases: readonly Case[]): Judged[] {
  const folds = Array.from({ length: FOLDS }, (_, fold) => {
    const weights = fitWeights(cases.filter(({ query }) => foldOf(query) !== fold));
    const left = cases.filter(({ query }) => foldOf(query) === fold);
    return left.map((item) => judge(item, weights));
  });
  return folds.flat();
}

function judge(item: Case, weights: Weights): Judged {
  return { query: item.query, ...judgeBest(item, weights) };
}

function named(model: Model): Record<string, number> {
  return Object.fromEntries(FEATURE_NAMES.map((name, at) => [name, round(model.weights[at] ?? 0)]));
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

try {
  await run();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
