import { isRight } from './load-data.ts';
import type { Outcome } from './score-rows.ts';

/** How often the first matches within a range of probabilities are right. */
export interface Bin {
  from: number;
  to: number;
  count: number;
  /** The mean probability given. */
  given: number;
  /** The share that is right. */
  right: number;
}

export interface Calibration {
  bins: Bin[];
  /** The mean distance between given and right, by count. */
  error: number;
}

/** Sets the probability of every first match against whether it was right, over the full store. */
export function calibrate(outcomes: readonly Outcome[]): Calibration {
  const points = outcomes.flatMap(toPoint);
  const bins = Array.from({ length: BINS }, (_, at) => binOf(points, at)).filter(
    ({ count }) => count > 0,
  );
  const off = bins.reduce(
    (sum, { count, given, right }) => sum + count * Math.abs(given - right),
    0,
  );
  return { bins, error: off / Math.max(1, points.length) };
}

/** The bins as lines of a table. */
export function formatCalibration({ bins, error }: Calibration): string {
  const lines = bins.map(({ from, to, count, given, right }) =>
    [
      `${from.toFixed(1)}–${to.toFixed(1)}`,
      given.toFixed(3).padStart(7),
      right.toFixed(3).padStart(7),
      String(count).padStart(6),
    ].join(''),
  );
  const head = `score    given  right     n   (first match, all messages; mean error ${error.toFixed(3)})`;
  return `${[head, ...lines].join('\n')}\n`;
}

const BINS = 10;

interface Point {
  score: number;
  right: boolean;
}

/** A changed headline that meets another fact-check than its model has no known label. */
function toPoint({ query, result }: Outcome): Point[] {
  const [best] = result.matches;
  if (!best || query.test === 'narrative') return [];
  if (query.expect === 'not-answer' && best.id !== query.factCheck) return [];
  return [{ score: best.score, right: query.expect === 'answer' && isRight(query, best.id) }];
}

function binOf(points: readonly Point[], at: number): Bin {
  const inside = points.filter(({ score }) => Math.min(BINS - 1, Math.floor(score * BINS)) === at);
  const count = inside.length;
  const given = inside.reduce((sum, { score }) => sum + score, 0) / Math.max(1, count);
  const right = inside.filter((point) => point.right).length / Math.max(1, count);
  return { from: at / BINS, to: (at + 1) / BINS, count, given, right };
}
