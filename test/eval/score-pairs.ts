import { seededNumbers } from '../support/generate.ts';

/** A tip as it was filed: the claim it truly makes, its kin, and the case it was put into. */
export interface FiledTip {
  claim: string;
  /** Claims that a reviewer may or may not treat as one: such pairs are neither right nor wrong. */
  kin: string;
  case: string;
}

/** A share with its 95 % interval from resampled claims. */
export interface Share {
  share: number;
  low: number;
  high: number;
}

export interface PairScores {
  precision: Share;
  recall: Share;
  pairs: number;
  claims: number;
  cases: number;
  /** Cases that a claim's tips were spread over, by how many claims. */
  spread: Map<number, number>;
}

/** Of the pairs put into one case, how many make one claim, and the other way round. */
export function scorePairs(filed: readonly FiledTip[]): PairScores {
  const inCase = countBy(filed, (tip) => tip.case);
  const kinInCase = countBy(filed, kinKey);
  const claims = [...Map.groupBy(filed, (tip) => tip.claim).values()];
  const parts = claims.map((tips) => [...Map.groupBy(tips, (tip) => tip.case).values()]);
  const strangers = (tip: FiledTip) =>
    (inCase.get(tip.case) ?? 0) - (kinInCase.get(kinKey(tip)) ?? 0);
  const counts = parts.map((cases) => countPairs(cases, strangers));
  const spread = countBy(parts, (cases) => cases.length);
  return {
    ...withIntervals(counts),
    pairs: counts.reduce((sum, count) => sum + count.due, 0),
    claims: claims.length,
    cases: inCase.size,
    spread: new Map([...spread].sort(([a], [b]) => a - b)),
  };
}

function kinKey(tip: FiledTip): string {
  return `${tip.case} ${tip.kin}`;
}

function countBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, number> {
  const groups = Map.groupBy(items, keyOf);
  return new Map([...groups].map(([key, group]) => [key, group.length]));
}

/** The pairs of one claim; a wrong pair counts half for either side. */
interface Counts {
  right: number;
  wrong: number;
  due: number;
}

function countPairs(cases: readonly FiledTip[][], strangers: (tip: FiledTip) => number): Counts {
  const counts: Counts = { right: 0, wrong: 0, due: pairsOf(cases.flat().length) };
  for (const tips of cases) {
    counts.right += pairsOf(tips.length);
    for (const tip of tips) counts.wrong += strangers(tip) / 2;
  }
  return counts;
}

function pairsOf(count: number): number {
  return (count * (count - 1)) / 2;
}

const RESAMPLES = 1000;

function withIntervals(counts: readonly Counts[]): { precision: Share; recall: Share } {
  const random = seededNumbers(1);
  const draws = Array.from({ length: RESAMPLES }, () =>
    sharesOf(counts.map(() => counts[Math.floor(random() * counts.length)] ?? NO_PAIRS)),
  );
  const whole = sharesOf(counts);
  const share = (of: 'precision' | 'recall'): Share => {
    const sorted = draws.map((draw) => draw[of]).sort((a, b) => a - b);
    const at = (part: number) => sorted[Math.floor(part * RESAMPLES)] ?? 0;
    return { share: whole[of], low: at(0.025), high: at(0.975) };
  };
  return { precision: share('precision'), recall: share('recall') };
}

const NO_PAIRS: Counts = { right: 0, wrong: 0, due: 0 };

function sharesOf(counts: readonly Counts[]): { precision: number; recall: number } {
  let [right, wrong, due] = [0, 0, 0];
  for (const count of counts) {
    right += count.right;
    wrong += count.wrong;
    due += count.due;
  }
  return { precision: right / Math.max(1, right + wrong), recall: right / Math.max(1, due) };
}
