import { GrowingArray } from './growing-array.ts';
import type { SnapshotReader } from './snapshot-reader.ts';
import type { SnapshotWriter } from './snapshot-writer.ts';

/** Documents of each term: those of a snapshot in one row, later ones in blocks. */
export class Postings {
  /** Where the documents of each term begin in `base`, and the end after the last term. */
  private starts: Uint32Array = new Uint32Array(1);
  private base: Uint32Array = new Uint32Array(0);
  private readonly heads = new GrowingArray(1024);
  private readonly tails = new GrowingArray(1024);
  private readonly counts = new GrowingArray(1024);
  private readonly pool = new GrowingArray(4096);

  constructor() {
    this.pool.extend(1);
  }

  static open(reader: SnapshotReader): Postings {
    const postings = new Postings();
    postings.starts = reader.numbers();
    postings.base = reader.numbers();
    const terms = postings.starts.length - 1;
    if (terms > 0) postings.admit(terms - 1);
    for (let term = 0; term < terms; term++) {
      const [from = 0, to = 0] = postings.starts.subarray(term, term + 2);
      postings.counts.values[term] = to - from;
    }
    return postings;
  }

  /** Writes all entries in one row; entries of removed documents must be gone. */
  save(writer: SnapshotWriter): void {
    const terms = this.heads.length;
    const starts = new Uint32Array(terms + 1);
    for (let term = 0; term < terms; term++) {
      starts[term + 1] = (starts[term] ?? 0) + this.counts.at(term);
    }
    const base = new Uint32Array(starts[terms] ?? 0);
    for (let term = 0; term < terms; term++) {
      let end = starts[term] ?? 0;
      this.forEachRun(term, (run) => {
        base.set(run, end);
        end += run.length;
      });
    }
    writer.numbers(starts);
    writer.numbers(base);
  }

  /** Returns how many live documents contain the term. */
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

  /** Adds `weight` to every document with the term; adds new documents to `touched`. */
  addTo(term: number, weight: number, scores: Float32Array, touched: GrowingArray): void {
    if (term >= this.heads.length) return;
    if (term + 1 < this.starts.length) {
      const [from = 0, to = 0] = [this.starts[term], this.starts[term + 1]];
      addRun(this.base, { from, to }, weight, scores, touched);
    }
    const pool = this.pool.values;
    for (let block = this.heads.at(term); block > 0; block = pool[block] ?? 0) {
      const from = block + HEADER;
      addRun(pool, { from, to: from + (pool[block + 2] ?? 0) }, weight, scores, touched);
    }
  }

  private forEachRun(term: number, use: (documents: Uint32Array) => void): void {
    if (term >= this.heads.length) return;
    if (term + 1 < this.starts.length) {
      use(this.base.subarray(this.starts[term], this.starts[term + 1]));
    }
    const pool = this.pool.values;
    for (let block = this.heads.at(term); block > 0; block = pool[block] ?? 0) {
      const first = block + HEADER;
      use(pool.subarray(first, first + (pool[block + 2] ?? 0)));
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

function addRun(
  documents: Uint32Array,
  { from, to }: { from: number; to: number },
  weight: number,
  scores: Float32Array,
  touched: GrowingArray,
): void {
  let end = touched.extend(to - from);
  const firsts = touched.values;
  for (let at = from; at < to; at++) {
    const document = documents[at] ?? 0;
    const score = scores[document] ?? 0;
    if (score === 0) firsts[end++] = document;
    scores[document] = score + weight;
  }
  touched.length = end;
}

const HEADER = 3;
const LARGEST_BLOCK = 1024;
