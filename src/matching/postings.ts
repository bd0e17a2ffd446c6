import { GrowingArray } from './growing-array.ts';

/** For each term the documents that hold it, in blocks of one shared array. */
export class Postings {
  private readonly heads = new GrowingArray(1024);
  private readonly tails = new GrowingArray(1024);
  private readonly counts = new GrowingArray(1024);
  private readonly pool = new GrowingArray(4096);

  constructor() {
    this.pool.extend(1);
  }

  /** How many living documents hold the term. */
  count(term: number): number {
    return term < this.counts.length ? this.counts.at(term) : 0;
  }

  add(term: number, document: number): void {
    this.admit(term);
    const block = this.tailWithRoom(term);
    const used = this.pool.at(block + 2);
    this.pool.values[block + HEADER + used] = document;
    this.pool.values[block + 2] = used + 1;
    this.counts.values[term] = this.counts.at(term) + 1;
  }

  /** Counts one document less; its entry stays until the index is rebuilt. */
  forget(term: number): void {
    if (this.count(term) > 0) this.counts.values[term] = this.counts.at(term) - 1;
  }

  /** Adds `weight` to every document that holds the term; documents met first join `touched`. */
  addTo(term: number, weight: number, scores: Float32Array, touched: GrowingArray): void {
    if (term >= this.heads.length) return;
    const pool = this.pool.values;
    for (let block = this.heads.at(term); block > 0; block = pool[block] ?? 0) {
      const end = block + HEADER + (pool[block + 2] ?? 0);
      for (let at = block + HEADER; at < end; at++) {
        const document = pool[at] ?? 0;
        const score = scores[document] ?? 0;
        if (score === 0) touched.push(document);
        scores[document] = score + weight;
      }
    }
  }

  private admit(term: number): void {
    const missing = term + 1 - this.heads.length;
    if (missing <= 0) return;
    for (const list of [this.heads, this.tails, this.counts]) list.extend(missing);
  }

  /** A block is [next, capacity, used, documents…]. */
  private tailWithRoom(term: number): number {
    const tail = this.tails.at(term);
    const capacity = tail > 0 ? this.pool.at(tail + 1) : 0;
    if (tail > 0 && this.pool.at(tail + 2) < capacity) return tail;
    const wanted = Math.min(LARGEST_BLOCK, Math.max(1, capacity * 2));
    const block = this.pool.extend(HEADER + wanted);
    this.pool.values[block + 1] = wanted;
    if (tail > 0) this.pool.values[tail] = block;
    else this.heads.values[term] = block;
    this.tails.values[term] = block;
    return block;
  }
}

const HEADER = 3;
const LARGEST_BLOCK = 1024;
