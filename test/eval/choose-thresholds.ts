import type { MatchResult, Tier } from '../../src/matching/match.ts';
import type { EvalQuery } from './load-data.ts';
import { formatRow, type Row, scoreRows } from './score-rows.ts';

/** A message with its best candidate, judged by a model that never saw its fact-check. */
export interface Judged {
  query: EvalQuery;
  id: string | undefined;
  score: number;
  topic: number;
  /** Whether the matcher would let a verdict be given on it. */
  answerable: boolean;
}

export interface Thresholds {
  answerAt: number;
  confirmAt: number;
  report: string;
}

/** The lowest thresholds that keep wrong answers and needless questions within their goals. */
export function chooseThresholds(judged: readonly Judged[]): Thresholds {
  const rowsAt = (answerAt: number, confirmAt: number) =>
    scoreRows(
      judged.map((item) => ({
        query: item.query,
        result: toResult(item, { answerAt, confirmAt }),
      })),
    );
  const steps = Array.from({ length: 96 }, (_, step) => 0.02 + step / 100);
  const answerAt = steps.find((at) => met(rowsAt(at, at), ANSWER_LIMITS)) ?? 0.9;
  const confirmAt =
    steps.find((at) => met(rowsAt(Math.max(answerAt, at), at), CONFIRM_LIMITS)) ?? answerAt;
  const curve = steps
    .filter((_, step) => step % 8 === 0)
    .map((at) => curveLine(at, rowsAt(at, Math.min(at, confirmAt))));
  // Only the best candidate of each message is judged here.
  const rows = rowsAt(answerAt, confirmAt).filter((row) => !row.name.endsWith('in first 5'));
  const report = [
    ...curve,
    `answer at ${answerAt}, confirm at ${confirmAt}; on fact-checks left out:`,
    ...rows.map(formatRow),
  ];
  return { answerAt, confirmAt, report: report.join('\n') };
}

const ANSWER_LIMITS = [
  'headline look-alike answered',
  'tampered answered',
  'news answered',
  'ordinary answered',
];
// Other fact-checks will not fall out just the same.
const MARGIN = 0.9;
const CONFIRM_LIMITS = ['ordinary asked to confirm'];

function met(rows: readonly Row[], names: readonly string[]): boolean {
  return rows.every((row) => row.share <= row.goal * MARGIN || !names.includes(row.name));
}

function toResult(
  item: Judged,
  { answerAt, confirmAt }: { answerAt: number; confirmAt: number },
): MatchResult {
  const sure = item.score >= answerAt && item.answerable;
  const tier: Tier = sure ? 'answer' : item.topic >= confirmAt ? 'confirm' : 'none';
  const { id, score } = item;
  return { tier, matches: id === undefined ? [] : [{ id, score, differences: [] }] };
}

function curveLine(at: number, rows: readonly Row[]): string {
  const shown = [
    'forward answered right',
    'headline same answered',
    'headline look-alike answered',
    'tampered answered',
    'news answered',
    'ordinary answered',
    'all answers right',
  ];
  const shares = shown.map(
    (name) => `${name} ${rows.find((row) => row.name === name)?.share.toFixed(3)}`,
  );
  return `${at.toFixed(2)}: ${shares.join(' · ')}`;
}
