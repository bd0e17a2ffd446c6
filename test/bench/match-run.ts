import { truthOf } from '../../src/domain/fact-checks/verdicts.ts';
import { createMatcher, openMatcher } from '../../src/matching/matcher.ts';
import { ENGINES } from './match-engines.ts';
import type { BenchQuery } from './match-queries.ts';
import { type Answer, type Scores, scoreAnswers } from './match-score.ts';
import { documentAt, documents } from './match-texts.ts';

export interface Figures extends Scores {
  engine: string;
  buildS: number;
  rssMb: number;
}

/** Builds one engine and asks it everything; in a process of its own, so that memory is its alone. */
export function runEngine(engine: string, count: number, queries: readonly BenchQuery[]): Figures {
  const build = ENGINES[engine];
  if (!build) throw new Error(`no engine is called ${engine}`);
  build(documents(1));
  const before = settledRss();
  const started = performance.now();
  const search = build(documents(count));
  const buildS = (performance.now() - started) / 1000;
  const rssMb = settledRss() - before;
  for (const query of queries.slice(0, 50)) search(query.text);
  const answers = queries.map((query, at): Answer => {
    if (at % 50 === 0) showProgress(`${engine}: ${at} of ${queries.length}`);
    const begun = performance.now();
    const found = search(query.text);
    const ms = performance.now() - begun;
    return { query, id: found?.id, score: found?.score ?? 0, answered: found?.answered, ms };
  });
  showProgress('');
  return { engine, buildS, rssMb, ...scoreAnswers(answers) };
}

export interface SnapshotFigures {
  snapshotS: number;
  snapshotMb: number;
  openS: number;
  /** Memory after opening, the snapshot let go. */
  openRssMb: number;
  putMs: number;
  slowestPutMs: number;
}

/** How long our index takes to be written, opened again and added to. */
export function runSnapshot(count: number): SnapshotFigures {
  const before = settledRss();
  let matcher = createMatcher(documents(count), { truthOf, retells: true });
  const written = performance.now();
  let bytes = matcher.snapshot();
  const opened = performance.now();
  matcher = openMatcher(bytes, { truthOf, retells: true });
  const done = performance.now();
  const snapshotMb = bytes.length / 1024 ** 2;
  bytes = new Uint8Array(0);
  const openRssMb = settledRss() - before;
  const puts = Array.from({ length: PUTS }, (_, at) => {
    const document = documentAt(count + at);
    const begun = performance.now();
    matcher.put(document);
    return performance.now() - begun;
  });
  return {
    snapshotS: (opened - written) / 1000,
    snapshotMb,
    openS: (done - opened) / 1000,
    openRssMb,
    putMs: puts.reduce((sum, ms) => sum + ms, 0) / PUTS,
    slowestPutMs: Math.max(...puts),
  };
}

const PUTS = 2000;

/** One line on stderr that the next one replaces. */
export function showProgress(line: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${line}`);
}

function settledRss(): number {
  for (let round = 0; round < 3; round++) globalThis.gc?.();
  return process.memoryUsage.rss() / 1024 ** 2;
}
