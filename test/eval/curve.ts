import type { Judged } from './choose-thresholds.ts';
import { isRight } from './load-data.ts';

/** What one answering threshold gives. */
export interface CurvePoint {
  at: number;
  headlines: Precision;
  forwards: Precision;
  /** Shares of messages of another claim that are answered all the same. */
  lookAlikes: number;
  news: number;
}

export interface Precision {
  /** Share of messages whose claim is known that are answered right. */
  recall: number;
  /** Share of all answers that are right; those to look-alikes and news are not. */
  precision: number;
}

/** Follows precision and recall from the lowest answering threshold to the highest. */
export function traceCurve(judged: readonly Judged[]): CurvePoint[] {
  const of = (test: string, expect?: string) =>
    judged.filter(({ query }) => query.test === test && (!expect || query.expect === expect));
  const same = of('headline', 'answer');
  const lookAlikes = of('headline').filter((item) => !same.includes(item));
  // Answered with another fact-check than its model, a look-alike has no known label.
  const known = lookAlikes.filter(({ id, query }) => id === query.factCheck);
  const [news, forwards] = [of('news'), of('forward')];
  return Array.from({ length: 96 }, (_, step) => (step + 2) / 100).map((at) => ({
    at,
    headlines: weigh(at, same, [...known, ...news]),
    forwards: weigh(at, forwards, []),
    lookAlikes:
      known.filter((item) => isAnswered(item, at)).length / Math.max(1, lookAlikes.length),
    news: news.filter((item) => isAnswered(item, at)).length / Math.max(1, news.length),
  }));
}

function weigh(at: number, wanted: readonly Judged[], others: readonly Judged[]): Precision {
  const answered = [...wanted, ...others].filter((item) => isAnswered(item, at));
  const right = wanted.filter((item) => isAnswered(item, at) && isRight(item.query, item.id));
  return {
    recall: right.length / Math.max(1, wanted.length),
    precision: right.length / Math.max(1, answered.length),
  };
}

function isAnswered({ answerable, score }: Judged, at: number): boolean {
  return answerable && score >= at;
}
