import { parseArgs } from 'node:util';
import { groupClaims } from './claim-groups.ts';
import { type Filing, fileTips } from './file-tips.ts';
import { loadData } from './load-data.ts';
import { type PairScores, type Share, scorePairs } from './score-pairs.ts';
import { makeTipStream } from './tip-stream.ts';
import { findWrongMerges } from './wrong-merges.ts';

/** Plays a stream of new tips through the open cases and prints how well they gather. */
const { values: options } = parseArgs({
  options: {
    data: { type: 'string' },
    seed: { type: 'string', default: '1' },
    wordings: { type: 'string', default: '4' },
    claims: { type: 'string' },
    errors: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
const MARKS = { precision: 0.98, recall: 0.85 };

async function run(): Promise<void> {
  const narratives = groupClaims(loadData(options.data ?? process.env.POSKO_EVAL_DATA));
  const some = narratives.slice(0, Number(options.claims ?? narratives.length));
  const how = { seed: Number(options.seed), wordings: Number(options.wordings) };
  const tips = makeTipStream(some, how);
  const filings = await fileTips(tips, (done) => progress(done, tips.length));
  const scores = scorePairs(filings);
  const times = timesOf(filings);
  if (options.errors) for (const line of findWrongMerges(filings)) process.stdout.write(line);
  const isMet = scores.precision.share >= MARKS.precision && scores.recall.share >= MARKS.recall;
  process.exitCode = isMet ? 0 : 1;
  if (options.json) {
    const spread = Object.fromEntries(scores.spread);
    process.stdout.write(`${JSON.stringify({ ...how, ...scores, spread, marks: MARKS, times })}\n`);
    return;
  }
  process.stdout.write(describe(scores, filings));
  process.stdout.write(
    `a tip p50 ${times.p50.toFixed(2)} p99 ${times.p99.toFixed(2)} max ${times.max.toFixed(1)} ms\n`,
  );
}

function progress(done: number, all: number): void {
  process.stderr.write(`\r${done} of ${all} tips${done === all ? '\n' : ''}`);
}

function describe(scores: PairScores, filings: readonly Filing[]): string {
  const { pairs, claims, cases, spread } = scores;
  const count = (how: Filing['how']) => filings.filter((filing) => filing.how === how).length;
  const inCases = [...spread].map(([size, many]) => `${size}: ${many}`).join('  ');
  return [
    formatShare('pairwise precision', scores.precision, MARKS.precision),
    formatShare('pairwise recall', scores.recall, MARKS.recall),
    `${filings.length} tips of ${claims} claims (${pairs} pairs) in ${cases} cases: ` +
      `${count('new')} new, ${count('same words')} by the same words, ${count('sure match')} by a sure match`,
    `claims by the cases they lie in: ${inCases}`,
    '',
  ].join('\n');
}

function formatShare(name: string, { share, low, high }: Share, mark: number): string {
  const interval = `[${low.toFixed(3)} ${high.toFixed(3)}]`;
  const verdict = share >= mark ? 'ok' : 'MISSED';
  return `${name.padEnd(20)} ${share.toFixed(4)}  ${interval}  mark >= ${mark}  ${verdict}`;
}

function timesOf(filings: readonly Filing[]) {
  const sorted = filings.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? 0;
  return { p50: at(0.5), p99: at(0.99), max: sorted.at(-1) ?? 0 };
}

run().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
});
