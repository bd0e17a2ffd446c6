import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openDictionaries } from '../../src/app/open-dictionaries.ts';
import { truthOf } from '../../src/domain/fact-checks/verdicts.ts';
import type { Vector } from '../../src/matching/embedder.ts';
import type { MatchDocument } from '../../src/matching/match.ts';
import { createMatcher, type Matcher } from '../../src/matching/matcher.ts';
import { calibrate, formatCalibration } from './calibration.ts';
import { drawCalibration } from './draw-calibration.ts';
import { type EvalQuery, loadData } from './load-data.ts';
import { loadRetellings, loadShortStatements } from './load-retellings.ts';
import {
  formatRow,
  formatShare,
  isWrongAnswer,
  type Outcome,
  scoreRetellings,
  scoreRows,
} from './score-rows.ts';
import { scoreTopics } from './topic-rows.ts';
import { readVectors } from './vectors.ts';
import { writeMeasured } from './write-measured.ts';

/** Runs the matcher over an evaluation folder and prints the figures of score.py. */
const { values: options } = parseArgs({
  options: {
    data: { type: 'string' },
    out: { type: 'string' },
    svg: { type: 'string' },
    errors: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    vectors: { type: 'string' }, // folder of vectors, see vectors.ts
    publish: { type: 'boolean', default: false }, // for the public page of methods
    bare: { type: 'boolean', default: false }, // without the installed dictionaries
  },
});

function run(): void {
  const directory = options.data ?? process.env.POSKO_EVAL_DATA ?? '';
  const data = loadData(directory);
  const queries = [...data.queries, ...loadRetellings(directory), ...loadShortStatements()];
  const vectorOf = options.vectors ? readVectors(options.vectors) : () => undefined;
  const started = performance.now();
  const full = build(data.full, (id) => vectorOf(id, 'factCheck'));
  const built = performance.now() - started;
  const titles = build(data.titles, (id) => vectorOf(id, 'title'));
  const times: number[] = [];
  const outcomes = queries.map((query, at): Outcome => {
    const before = performance.now();
    const result = (query.test === 'narrative' ? titles : full).match({
      text: query.text,
      vector: vectorOf(query.id, 'message'),
    });
    if (query.test !== 'narrative') times.push(performance.now() - before);
    if (at % 100 === 0) progress(at, queries.length);
    return { query, result };
  });
  progress(queries.length, queries.length);
  if (options.out) writeResults(options.out, outcomes);
  if (options.svg) writeFileSync(options.svg, drawCalibration(calibrate(outcomes)));
  report(outcomes, { built, times, size: full.size, documents: data.full });
}

/** A matcher as the service has it, with the installed dictionaries. */
function build(
  documents: readonly MatchDocument[],
  vectorOf: (id: string) => Vector | undefined,
): Matcher {
  const space = options.vectors ? { model: 'e5', dimensions: 384 } : undefined;
  const dictionaries = options.bare
    ? undefined
    : openDictionaries({ dictionaries: undefined }, console.warn);
  const matcher = createMatcher([], { space, truthOf, dictionaries, retells: true });
  for (const document of documents) matcher.put(document, vectorOf(document.id));
  return matcher;
}

function progress(done: number, all: number): void {
  process.stderr.write(`\r${done} of ${all} messages${done === all ? '\n' : ''}`);
}

function writeResults(directory: string, outcomes: readonly Outcome[]): void {
  const lines = (wanted: (query: EvalQuery) => boolean) =>
    outcomes
      .filter(({ query }) => wanted(query))
      .map(({ query, result }) => `${JSON.stringify({ id: query.id, ...result })}\n`)
      .join('');
  writeFileSync(
    join(directory, 'full.out'),
    lines((query) => query.test !== 'narrative'),
  );
  writeFileSync(
    join(directory, 'titles.out'),
    lines((query) => query.test === 'narrative'),
  );
}

interface Timing {
  built: number;
  times: number[];
  size: number;
  documents: readonly MatchDocument[];
}

function report(outcomes: readonly Outcome[], { built, times, size, documents }: Timing): void {
  const rows = [
    ...scoreRows(outcomes),
    ...scoreRetellings(outcomes, options.vectors !== undefined),
  ];
  const topics = scoreTopics(outcomes, documents);
  const calibration = calibrate(outcomes);
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor(times.length * share)] ?? 0;
  const timing = { size, buildMs: built, p50: at(0.5), p99: at(0.99), max: at(0.99999) };
  if (options.publish) {
    const on = new Date().toISOString().slice(0, 10);
    writeMeasured(rows, { factChecks: size, hasModel: options.vectors !== undefined, on });
  }
  if (options.json) {
    process.stdout.write(`${JSON.stringify({ rows, topics, calibration, timing })}\n`);
    return;
  }
  if (options.errors) for (const outcome of outcomes.filter(isWrongAnswer)) printError(outcome);
  for (const row of rows) process.stdout.write(`${formatRow(row)}\n`);
  const short = rows.filter((row) => !row.met).map((row) => row.name.trim());
  const summary =
    short.length === 0
      ? 'all goals met'
      : `${short.length} of ${rows.length} short: ${short.join('; ')}`;
  process.stdout.write(`${summary}\n${size} documents built in ${built.toFixed(0)} ms; `);
  process.stdout.write(
    `a message p50 ${timing.p50.toFixed(2)} p99 ${timing.p99.toFixed(2)} max ${timing.max.toFixed(1)} ms\n`,
  );
  process.stdout.write('\nby topic (guessed; no goals of their own)\n');
  for (const row of topics) process.stdout.write(`${formatShare(row)}\n`);
  process.stdout.write(`\n${formatCalibration(calibration)}`);
  process.exitCode = short.length === 0 ? 0 : 1;
}

function printError({ query, result }: Outcome): void {
  const best = result.matches[0];
  const about = `${query.test}${query.kind ? `/${query.kind}` : ''} ${query.id}: answered ${best?.id} at ${best?.score.toFixed(3)}`;
  process.stdout.write(
    `${about}, expected ${query.expect} ${query.factCheck ?? ''}\n  ${query.text.slice(0, 200)}\n`,
  );
  for (const { type, message, factCheck } of best?.differences ?? []) {
    process.stdout.write(`  ${type}: ${message.join(' ')} | ${factCheck.join(' ')}\n`);
  }
}

try {
  run();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
