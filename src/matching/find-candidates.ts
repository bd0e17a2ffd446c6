import { GrowingArray } from './growing-array.ts';
import type { MatchIndex } from './match-index.ts';
import type { QueryWord } from './read-query.ts';

/** Finds the documents that share the most informative words with the message, rarest first. */
export class CandidateFinder {
  private readonly library: MatchIndex;
  private scores = new Float32Array(1024);
  private readonly touched = new GrowingArray(1024);

  constructor(library: MatchIndex) {
    this.library = library;
  }

  find(words: readonly QueryWord[], most: number): number[] {
    this.prepare();
    const terms = this.termsOf(words);
    let [budget, left] = [POSTINGS_BUDGET, terms.reduce((sum, { weight }) => sum + weight, 0)];
    let isOpen = true;
    for (const { root, count, weight } of terms) {
      if (budget <= 0) break;
      // What has none of the rarer words can no longer be among the best.
      const maySettle = this.touched.length > 2 * most && count > this.touched.length / 2;
      if (isOpen && maySettle)
        isOpen = left * ROUNDED_UP >= (this.select(most)[most - 1]?.score ?? 0);
      this.library.postings.addTo(root, weight, this.scores, isOpen ? this.touched : undefined);
      [budget, left] = [budget - count, left - weight];
    }
    const best = this.select(most);
    for (const slot of this.touched.used) this.scores[slot] = 0;
    return best.map(({ slot }) => slot);
  }

  private prepare(): void {
    this.touched.length = 0;
    if (this.scores.length < this.library.shelf.end)
      this.scores = new Float32Array(this.library.shelf.end * 2);
  }

  private termsOf(words: readonly QueryWord[]): Term[] {
    const terms = new Map<number, Term>();
    for (const { roots, weight, known } of words) {
      for (const root of roots) {
        const count = this.library.postings.count(root);
        const counted = known ? weight : weight * SLIP_CREDIT;
        const old = terms.get(root);
        if (count > 0 && (!old || old.weight < counted)) {
          terms.set(root, { root, count, weight: counted });
        }
      }
    }
    const { vocabulary } = this.library;
    return [...terms.values()].sort(
      (a, b) =>
        a.count - b.count || (vocabulary.textOf(a.root) < vocabulary.textOf(b.root) ? -1 : 1),
    );
  }

  /** Selects the best by score for their length, from a list that is cut whenever it is twice as long. */
  private select(most: number): Ranked[] {
    const best: Ranked[] = [];
    const { averageLength, shelf } = this.library;
    const penalty = LENGTH_PENALTY / averageLength;
    let least = 0;
    for (const slot of this.touched.used) {
      const found = this.scores[slot] ?? 0;
      if (found < least) continue;
      const score = found / (1 + penalty * shelf.lengthOf(slot));
      if (score < least) continue;
      const id = this.library.idOf(slot);
      if (id === undefined) continue;
      best.push({ slot, score, id });
      if (best.length < 2 * most) continue;
      best.sort(byScore).length = most;
      least = best.at(-1)?.score ?? 0;
    }
    return best.sort(byScore).slice(0, most);
  }
}

interface Term {
  root: number;
  count: number;
  weight: number;
}

/** A document by its slot, with a score by which the best are chosen. */
export interface Ranked {
  slot: number;
  score: number;
  id: string;
}

const POSTINGS_BUDGET = 30_000;
const SLIP_CREDIT = 0.75;
const LENGTH_PENALTY = 0.25;
/** More than sums of so few digits lose. */
const ROUNDED_UP = 1.00001;

/** Puts the higher score first, and of equal ones the smaller id. */
export function byScore(a: Ranked, b: Ranked): number {
  return b.score - a.score || (a.id < b.id ? -1 : 1);
}
