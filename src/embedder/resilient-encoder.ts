import { createHash } from 'node:crypto';
import { keepRecent } from '../domain/text/keep-recent.ts';
import type { Embedder, Vector, VectorSpace } from '../matching/embedder.ts';
import type { Health } from '../ports/channel.ts';
import { oneAtATime, within } from '../ports/concurrency-limit.ts';
import { type Observe, observeNothing } from '../ports/events.ts';
import type { SentenceEncoder } from '../ports/sentence-encoder.ts';
import { TextRefused } from './remote-embedder.ts';

/** A message that has no vector by then is matched by its words alone. */
const MESSAGE_MS = 300;
const MOST_WAITING = 8;
const MOST_REMEMBERED = 500;
/** After so many failures one after the other the model is left alone. */
const MOST_FAILURES = 3;
const FIRST_REST_MS = 5000;
const LONGEST_REST_MS = 300_000;
const MOST_AT_ONCE = 32;
/** A message may have to wait for the batch before it. */
const BATCH_MS = 120;

/** Keeps turns going whatever the model does: time limits, a cache, and rests after failures. */
export class ResilientEncoder implements SentenceEncoder {
  readonly #open: () => Promise<Embedder>;
  readonly #now: () => number;
  readonly #observe: Observe;
  readonly #remembered = new Map<string, Vector>();
  #embedder: Embedder | undefined;
  #failures = 0;
  #restsUntil = 0;
  #waiting = 0;
  #batch = 4;

  constructor(open: () => Promise<Embedder>, now = Date.now, observe = observeNothing) {
    this.#open = open;
    this.#now = now;
    this.#observe = observe;
  }

  get space(): VectorSpace | undefined {
    return this.#embedder;
  }

  health(): Health {
    if (this.#failures >= MOST_FAILURES) return { state: 'down', reason: 'it fails or is slow' };
    return this.#embedder ? { state: 'ok' } : { state: 'starting', reason: 'not reached yet' };
  }

  /** After a rest the model is opened again: another one may have come in its place. */
  async connect(): Promise<Embedder | undefined> {
    if (this.#now() < this.#restsUntil) return undefined;
    if (this.#embedder && this.#failures < MOST_FAILURES) return this.#embedder;
    return this.#connect();
  }

  async encodeMessage(text: string): Promise<Vector | undefined> {
    if (text.trim() === '') return undefined;
    const key = createHash('sha256').update(text).digest('base64'); // no message is kept
    const known = this.#remembered.get(key);
    if (known) return known;
    if (this.#waiting >= MOST_WAITING || this.#now() < this.#restsUntil) return undefined;
    this.#waiting += 1;
    const started = this.#now();
    let isLate = false;
    const work = this.#embedMessage(text, () => isLate).finally(() => {
      this.#waiting -= 1;
    });
    const remembered = work.then(
      (vector) => vector && keepRecent(this.#remembered, [key, vector], MOST_REMEMBERED),
    );
    const vector = await within(MESSAGE_MS, remembered, () => {
      isLate = true;
      this.#fail();
      return undefined;
    });
    const outcome = vector ? 'ready' : 'missing';
    this.#observe({ type: 'encoded', outcome, ms: this.#now() - started });
    return vector;
  }

  async encodeFactChecks(texts: readonly string[]): Promise<Vector[] | undefined> {
    const embedder = await this.connect();
    const vectors: Vector[] = [];
    while (vectors.length < texts.length) {
      const started = this.#now();
      const batch = texts.slice(vectors.length, vectors.length + this.#batch);
      const embedded = embedder && (await this.#try(() => embedBatch(embedder, batch)));
      if (!embedded) return undefined;
      vectors.push(...embedded);
      const isSlow = this.#now() - started > BATCH_MS;
      this.#batch = Math.min(MOST_AT_ONCE, Math.max(1, this.#batch * (isSlow ? 0.5 : 2)));
    }
    return vectors;
  }

  readonly #connect = oneAtATime(async () => {
    const opened = await this.#try(this.#open);
    if (!opened) return undefined;
    if (opened.model !== this.#embedder?.model) this.#remembered.clear();
    this.#embedder = opened;
    return opened;
  });

  async #embedMessage(text: string, isLate: () => boolean): Promise<Vector | undefined> {
    const embedder = await this.connect();
    const vector = embedder && (await this.#try(() => embedder.embed(text, 'message'), isLate));
    return embedder === this.#embedder ? vector : undefined;
  }

  /** Whatever goes wrong, the answer is nothing: words alone still match, and health tells. */
  async #try<T>(work: () => Promise<T>, isLate = () => false): Promise<T | undefined> {
    try {
      const done = await work();
      if (!isLate()) this.#failures = 0;
      return done;
    } catch (error) {
      if (!(error instanceof TextRefused) && !isLate()) this.#fail();
      return undefined;
    }
  }

  /** Several messages that fail together count once. */
  #fail(): void {
    if (this.#now() < this.#restsUntil) return;
    this.#failures += 1;
    const rests = this.#failures - MOST_FAILURES;
    if (rests < 0) return;
    this.#restsUntil = this.#now() + Math.min(LONGEST_REST_MS, FIRST_REST_MS * 2 ** rests);
  }
}

/** A batch that is refused is embedded text by text; a text that is refused gets zeros. */
async function embedBatch(embedder: Embedder, texts: readonly string[]): Promise<Vector[]> {
  try {
    if (embedder.embedMany) return await embedder.embedMany(texts, 'factCheck');
    return await Promise.all(texts.map((text) => embedder.embed(text, 'factCheck')));
  } catch (error) {
    if (!(error instanceof TextRefused)) throw error;
    if (texts.length === 1) return [new Float32Array(embedder.dimensions)];
    return (await Array.fromAsync(texts, (text) => embedBatch(embedder, [text]))).flat();
  }
}
