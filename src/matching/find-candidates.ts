import { GrowingArray } from './growing-array.ts';
import type { MatchIndex } from './match-index.ts';
import type { QueryWord } from './read-query.ts';

/** Finds the documents that share the most informative words with the message, rarest first. */
export class CandidateFinder {
  private readonly library: MatchIndex;
  private scores = new Float32Array(1024);
  private readonly touched = new GrowingArray(1024);
  private readonly heap = new Float64Array(128);
  private penalty = 0;

  constructor(library: MatchIndex) {
    this.library = library;
  }

  find(words: readonly QueryWord[], most: number): number[] {
    this.prepare();
    const { postings } = this.library;
    const terms = this.termsOf(words);
    let [budget, left] = [POSTINGS_BUDGET, terms.reduce((sum, { weight }) => sum + weight, 0)];
    let [isOpen, reach] = [true, Number.POSITIVE_INFINITY];
    for (const { root, count, weight } of terms) {
      if (budget <= 0) break;
      const maySettle = this.touched.length > 2 * most && count > this.touched.length / 2;
      if (!isOpen || (maySettle && left < reach)) {
        const least = this.leastOf(most);
        // What has none of the rarer words can no longer be among the best.
        isOpen = isOpen && left * ROUNDED_UP >= least;
        if (!isOpen) this.drop(least, left * ROUNDED_UP);
        // The least grows by no more than is given meanwhile.
        reach = (least + left) / 2;
      }
      if (isOpen) postings.addTo(root, weight, this.scores, this.touched);
      else postings.addAmong(root, weight, this.scores, this.touched.used);
      [budget, left] = [budget - count, left - weight];
    }
    const best = this.select(most);
    for (const slot of this.touched.used) this.scores[slot] = 0;
    return best.map(({ slot }) => slot);
  }

  /** Drops what does not reach the least of the best with `more`, and sorts the rest. */
  private drop(least: number, more: number): void {
    const { scores, touched } = this;
    let kept = 0;
    for (const slot of touched.used) {
      const mayStay = (scores[slot] ?? 0) + more >= least; // most do not, whatever their length
      if (mayStay && this.scoreOf(slot, more) >= least) touched.values[kept++] = slot;
      else scores[slot] = 0;
    }
    touched.length = kept;
    touched.used.sort();
  }

  private prepare(): void {
    this.touched.length = 0;
    this.penalty = LENGTH_PENALTY / this.library.averageLength;
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

  private select(most: number): Ranked[] {
    const least = this.leastOf(most);
    const best: Ranked[] = [];
    for (const slot of this.touched.used) {
      const score = this.scoreOf(slot);
      const id = score < least ? undefined : this.library.heads.idOf(slot);
      if (id !== undefined) best.push({ slot, score, id });
    }
    return best.sort(byScore).slice(0, most);
  }

  /** The score that as many documents reach as are wanted, or 0: a heap of the best with the least on top. */
  private leastOf(most: number): number {
    const heap = this.heap.fill(0, 0, most);
    for (const slot of this.touched.used) {
      if ((this.scores[slot] ?? 0) <= (heap[0] ?? 0)) continue; // as most, whatever their length
      const score = this.scoreOf(slot);
      if (score <= (heap[0] ?? 0) || this.library.heads.idOf(slot) === undefined) continue;
      let at = 0;
      for (let child = 1; child < most; child = 2 * at + 1) {
        if (child + 1 < most && (heap[child + 1] ?? 0) < (heap[child] ?? 0)) child += 1;
        if ((heap[child] ?? 0) >= score) break;
        heap[at] = heap[child] ?? 0;
        at = child;
      }
      heap[at] = score;
    }
    return heap[0] ?? 0;
  }

  /** The score of a document for its length, were it to get `more`. */
  private scoreOf(slot: number, more = 0): number {
    return (
      ((this.scores[slot] ?? 0) + more) / (1 + this.penalty * this.library.shelf.lengthOf(slot))
    );
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
