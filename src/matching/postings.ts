import { GrowingArray } from './growing-array.ts';
import type { SnapshotReader, SnapshotWriter } from './snapshot.ts';

/** Documents of each term, in blocks: those of a snapshot in one block. */
export class Postings {
  private readonly heads = new GrowingArray(1024);
  private readonly tails = new GrowingArray(1024);
  private readonly counts = new GrowingArray(1024);
  private readonly pool = new GrowingArray(4096);

  constructor() {
    this.pool.extend(1);
  }

  static open(reader: SnapshotReader): Postings {
    const postings = new Postings();
    const [starts, base] = [reader.numbers(), reader.numbers()];
    postings.admit(starts.length - 2);
    postings.pool.reserve(base.length + starts.length * HEADER);
    for (let term = 0; term + 1 < starts.length; term++) {
      const run = base.subarray(starts[term], starts[term + 1]);
      if (run.length === 0) continue;
      const block = postings.openBlock(term, run.length);
      postings.pool.values.set(run, block + HEADER);
      postings.pool.values[block + 2] = run.length;
      postings.counts.values[term] = run.length;
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

  /** Adds `weight` to every document with the term, and new documents to `touched`. */
  addTo(term: number, weight: number, scores: Float32Array, touched: GrowingArray): void {
    this.forEachRun(term, (run) => addRun(run, weight, scores, touched));
  }

  /** Adds `weight` to those of some documents that have the term; both lists are in ascending order. */
  addAmong(term: number, weight: number, scores: Float32Array, some: Uint32Array): void {
    let next = 0;
    this.forEachRun(term, (run) => {
      next = addShared(run, { some, next }, weight, scores);
    });
  }

  private forEachRun(term: number, use: (documents: Uint32Array) => void): void {
    if (term >= this.heads.length) return;
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
    return this.openBlock(term, Math.min(LARGEST_BLOCK, Math.max(1, capacity * 2)));
  }

  private openBlock(term: number, capacity: number): number {
    const tail = this.tails.at(term);
    const block = this.pool.extend(HEADER + capacity);
    this.pool.values[block + 1] = capacity;
    if (tail > 0) this.pool.values[tail] = block;
    else this.heads.values[term] = block;
    this.tails.values[term] = block;
    return block;
  }
}

function addRun(
  documents: Uint32Array,
  weight: number,
  scores: Float32Array,
  touched: GrowingArray,
): void {
  let end = touched.extend(documents.length);
  const slots = touched.values;
  for (let at = 0; at < documents.length; at++) {
    const document = documents[at] ?? 0;
    const score = scores[document] ?? 0;
    // Without a branch, as half of the documents may be new.
    slots[end] = document;
    end += score === 0 ? 1 : 0;
    scores[document] = score + weight;
  }
  touched.length = end;
}

/** Looks for each document in the run by steps that double; returns where to go on in the next run. */
function addShared(
  run: Uint32Array,
  { some, next }: { some: Uint32Array; next: number },
  weight: number,
  scores: Float32Array,
): number {
  const last = run.at(-1) ?? 0;
  let [at, from] = [next, 0];
  for (; at < some.length; at++) {
    const wanted = some[at] ?? 0;
    if (wanted > last) break;
    let step = 1;
    while ((run[from + step] ?? last) < wanted) {
      from += step;
      step *= 2;
    }
    for (; step >= 1; step >>= 1) if ((run[from + step] ?? last + 1) <= wanted) from += step;
    if (run[from] === wanted) scores[wanted] = (scores[wanted] ?? 0) + weight;
  }
  return at;
}

const HEADER = 3;
const LARGEST_BLOCK = 1024;
