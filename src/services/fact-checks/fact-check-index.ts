import type { PublishedFactCheck } from '../../domain/fact-checks/published-fact-check.ts';
import { truthOf } from '../../domain/fact-checks/verdicts.ts';
import { type MatchResult, textToEmbed } from '../../matching/match.ts';
import {
  EngineLost,
  LostAtWork,
  type MatchRunner,
  matchHere,
} from '../../matching/match-engine.ts';
import type { Dictionaries } from '../../matching/thesaurus.ts';
import { isSameSpace, NO_VECTORS } from '../../matching/vector-shelf.ts';
import type { Health } from '../../ports/channel.ts';
import { Busy, oneAtATime, within } from '../../ports/concurrency-limit.ts';
import type { Asked } from '../../ports/match-query.ts';
import type { SentenceEncoder } from '../../ports/sentence-encoder.ts';
import type { FactCheckStore, IndexSnapshot, IndexSnapshotStore } from '../../ports/store.ts';
import { allFactChecks, PAGE } from './all-fact-checks.ts';
import { cardKey } from './card-code.ts';
import { findTraces } from './find-traces.ts';
import texts from './index-texts.json' with { type: 'json' };
import { linksIn, pagesOf } from './link-keys.ts';
import { digestOf, RecentResults } from './recent-results.ts';

/** With fewer changes than this, reading them again takes less time than writing all down. */
const WORTH_WRITING = 200;
const BATCH = 32;

export interface IndexParts {
  embedder?: SentenceEncoder | undefined;
  /** What is known of Indonesian and English words beyond the fact-checks. */
  dictionaries?: Dictionaries | undefined;
  /** Where the index is kept between two starts. */
  shelf?: IndexSnapshotStore | undefined;
  /** Engines that match elsewhere, one after the loss of the other, and whether any was lost lately; without them messages are matched right here. */
  engines?: { start(): MatchRunner; health(): Health } | undefined;
  /** Hears how far an index has come that takes long to be made. */
  onProgress?(factChecks: number, all: number): void;
}

/** The matchable fact-checks of a store, kept in step with it by `follow`. */
export class FactCheckIndex {
  readonly #store: FactCheckStore;
  readonly #parts: IndexParts;
  readonly #engines: NonNullable<IndexParts['engines']>;
  #matcher: MatchRunner;
  /** Whether all of the store has been taken in once, by this matcher; unknown before the first has. */
  #isOpen: boolean | undefined;
  /** What turns wait for together while it is not open. */
  #opening: Promise<void> | undefined;
  size = 0;
  #space = NO_VECTORS;
  readonly #recent = new RecentResults();
  #change = 0;
  #taken = 0;
  /** Fact-checks without a vector; empty if none are wanted. */
  #missing = new Set<string>();
  #embedded = 0;
  #embedding: Promise<void> | undefined;
  #isClosed = false;
  /** Read when the first card comes back. */
  #cards: Map<number, string> | undefined;

  constructor(store: FactCheckStore, parts: IndexParts = {}) {
    [this.#store, this.#parts] = [store, parts];
    this.#engines = parts.engines ?? {
      start: () => matchHere({ truthOf, dictionaries: parts.dictionaries }),
      health: () => ({ state: 'ok' }),
    };
    this.#matcher = this.#engines.start();
  }

  /** Opens an index that follows its store; begins with the stored snapshot, if it is usable. */
  static async open(store: FactCheckStore, parts: IndexParts = {}): Promise<FactCheckIndex> {
    const index = new FactCheckIndex(store, parts);
    await index.follow();
    return index;
  }

  /** Takes in whatever has changed in the store since the last time; vectors follow in the background. */
  async follow(): Promise<void> {
    await this.#follow(); // one that was under way may have read the store too early
    await this.#follow();
  }

  readonly #follow = oneAtATime(async () => {
    if (this.#isClosed) return;
    await this.#catchUp();
    this.#embedding = this.#embed();
  });

  /** The next `follow` tells what the store says; what a model does is told by its health. */
  readonly #embed = oneAtATime(() => this.#makeVectors().catch(() => {}));

  /** Resolves when all have their vectors, as far as the model gives them now. */
  embedded = async (): Promise<void> => this.#embedding;

  /** How the model is, and how many fact-checks still wait for their vectors; nothing without a model. */
  embedding(): (Health & { missing: number }) | undefined {
    const { embedder } = this.#parts;
    return embedder && { ...embedder.health(), missing: this.#missing.size };
  }

  /** How matching fares, and how far the index has come where it is being opened. */
  matching(): Health & { isOpen: boolean; factChecks: number } {
    const told = this.#engines.health();
    const health = this.#isOpen === false && told.state === 'ok' ? REOPENED : told;
    return { ...health, isOpen: this.#isOpen ?? false, factChecks: this.size };
  }

  /** Stores a snapshot of the index, if enough has changed since the last one. */
  async save(): Promise<void> {
    const isWorthIt = this.#taken >= WORTH_WRITING || this.#embedded > 0;
    if (!this.#parts.shelf || !isWorthIt) return;
    const saving = this.#matcher.ask('snapshot');
    const [change, taken, embedded] = [this.#change, this.#taken, this.#embedded];
    await this.#parts.shelf.write({ ...(await saving), change });
    this.#taken = Math.max(0, this.#taken - taken); // it may have been opened anew meanwhile
    this.#embedded = Math.max(0, this.#embedded - embedded);
  }

  /** Makes no more vectors, and saves those there are. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await using _ = { [Symbol.asyncDispose]: () => this.#matcher.close() };
    await this.save();
  }

  /** The fact-checks that fit what was sent, and how sure that is; none where an engine was lost to this very question. */
  async match({ files = [], explains = false, canRetry = false, ...asked }: Asked) {
    const { text, read = [] } = asked;
    const made = await this.#parts.embedder?.encodeMessage(text);
    const vector = this.#isComparable() ? made : undefined;
    const links = linksIn([text, ...read.map((piece) => piece.text)]);
    const query = { ...asked, explains, vector }; // what differs is shown to staff alone
    const key = digestOf([asked, files]);
    if (files.length === 0 && links.length === 0) {
      const work = () => this.#retry({ key, canRetry }, (matcher) => matcher.ask('match', query));
      return this.#recent.answer([key, canRetry, explains, vector !== undefined].join(), work);
    }
    return this.#retry({ key, canRetry }, async (matcher) => {
      const hits = await findTraces({ matcher, store: this.#store }, { files, links, read });
      return matcher.ask('match', { ...query, hits });
    });
  }

  /** Begins to match a message before its turn asks, where that holds up nobody; the turn then finds the result, or that it failed. */
  anticipate(text: string): void {
    const isFree = this.#isOpen && this.#matcher.isIdle && !this.#parts.embedder;
    if (isFree && linksIn([text]).length === 0) this.match({ text }).catch(() => {});
  }

  /** The fact-check, withdrawn or not, whose cards have this key; see `cardKey`. */
  async idOfCard(key: number): Promise<string | undefined> {
    await this.follow();
    const read = () =>
      Array.fromAsync(allFactChecks(this.#store), ({ id }) => [cardKey(id), id] as const);
    this.#cards ??= new Map(await read());
    return this.#cards.get(key);
  }

  /** Asks again where the engine was lost to something else meanwhile; a turn that the index is not there for comes back later. */
  async #retry({ key, canRetry }: Tried, work: (matcher: MatchRunner) => Promise<MatchResult>) {
    for (;;) {
      if (this.#recent.isFatal(key)) return canRetry ? refuse(texts.failed) : NOTHING;
      if (!this.#isOpen || this.#matcher.lost) await this.#patience();
      try {
        return await work(this.#matcher);
      } catch (error) {
        if (this.#isClosed || !(error instanceof EngineLost)) throw error;
        if (error instanceof LostAtWork) this.#recent.addFatal(key);
      }
    }
  }

  /** Waits for an index that is being opened; once one turn has waited too long, all others are refused at once. */
  #patience(): Promise<void> {
    const follow = () => this.follow().finally(() => (this.#opening = undefined));
    this.#opening ??= within(PATIENCE_MS, follow(), () => refuse(REOPENED.reason));
    return this.#opening;
  }

  /** Opens the index, for the first time or after its matcher was lost. */
  async #open(maySnapshot: boolean): Promise<void> {
    this.#isOpen &&= false;
    if (this.#matcher.lost) this.#matcher = this.#engines.start();
    await this.#begin(maySnapshot ? await this.#parts.shelf?.read() : undefined);
    // The snapshot may have another store's fact-checks, as after a restored backup.
    if (this.size !== (await this.#store.count()).all) await this.#begin();
    this.#isOpen = true;
  }

  /** Begins with a snapshot, unless the store is older, and takes in what has changed since. */
  async #begin(found?: IndexSnapshot): Promise<void> {
    const known = found && (await this.#store.since(found.change - 1, 1)).factChecks;
    const snapshot = known?.length ? found : undefined;
    // As long as the model is not known, its vectors may be those that are stored.
    const space = this.#parts.embedder ? (this.#parts.embedder.space ?? 'stored') : NO_VECTORS;
    const opened = await this.#matcher.ask('open', space, snapshot);
    ({ size: this.size, space: this.#space } = opened);
    this.#change = opened.size > 0 ? (snapshot?.change ?? 0) : 0;
    [this.#taken, this.#embedded] = [0, 0];
    this.#missing = new Set(this.#parts.embedder && (await this.#matcher.ask('withoutVector')));
    this.#recent.clear();
    await this.#takeChanges();
  }

  /** Takes in what has changed; an engine that is lost to it is followed by the next one, without the snapshot that may be why. */
  async #catchUp(losses = 0): Promise<void> {
    const isOpen = this.#isOpen && !this.#matcher.lost;
    await (isOpen ? this.#takeChanges() : this.#open(losses === 0)).catch((error) => {
      if (!(error instanceof EngineLost) || this.#isClosed) throw error;
      if (losses === MOST_LOSSES) refuse(REOPENED.reason);
      return this.#catchUp(isOpen ? 0 : losses + 1);
    });
  }

  /** Takes in page after page, and reads the next one meanwhile. */
  async #takeChanges(): Promise<void> {
    let [read, taking] = [this.#change, Promise.resolve()];
    for (let isMore = true; isMore; ) {
      const [{ factChecks, change }] = await Promise.all([this.#store.since(read, PAGE), taking]);
      this.#change = read;
      taking = this.#take(factChecks);
      read = change;
      isMore = factChecks.length === PAGE;
    }
    await taking;
    this.#change = read;
  }

  #isComparable = () => isSameSpace(this.#parts.embedder?.space ?? NO_VECTORS, this.#space);

  async #makeVectors(): Promise<void> {
    const encoder = this.#parts.embedder;
    const space = await encoder?.connect();
    if (space && !this.#isComparable()) {
      this.#space = space;
      const changed = this.#matcher.ask('changeSpace', space);
      this.#recent.clear();
      await changed;
      const missing = await this.#matcher.ask('withoutVector');
      this.#missing = new Set([...missing, ...this.#missing]); // with what has changed meanwhile
    }
    while (encoder && space && this.#missing.size > 0 && !this.#isClosed) {
      const ids = [...this.#missing.keys().take(BATCH)];
      const found = await Promise.all(ids.map((id) => this.#store.get(id)));
      const factChecks = found.filter((each) => each !== undefined);
      for (const id of ids) this.#missing.delete(id);
      const vectors = await encoder.encodeFactChecks(factChecks.map(textToEmbed));
      if (!vectors || !this.#isComparable()) {
        for (const { id } of factChecks) this.#missing.add(id);
        return;
      }
      const made = factChecks.flatMap(({ id }, at) => {
        const vector = vectors[at];
        // One that was changed meanwhile is embedded again.
        return vector && !this.#missing.has(id) ? [[id, vector] as const] : [];
      });
      const put = this.#matcher.ask('putVectors', made);
      this.#recent.clear();
      await put;
      this.#embedded += factChecks.length;
    }
    if (this.#embedded >= WORTH_WRITING) await this.save();
  }

  async #take(factChecks: readonly PublishedFactCheck[]): Promise<void> {
    if (factChecks.length === 0) return;
    const { put = [], remove = [] } = Object.groupBy(factChecks, ({ retracted }) =>
      retracted === undefined ? 'put' : 'remove',
    );
    const fresh = put.map((each) => ({ ...each, files: each.files ?? [], links: pagesOf(each) }));
    const gone = remove.map(({ id }) => id);
    const taken = this.#matcher.ask('update', fresh, gone);
    for (const { id } of factChecks) this.#cards?.set(cardKey(id), id);
    for (const id of gone) this.#missing.delete(id);
    if (this.#parts.embedder) for (const { id } of put) this.#missing.add(id);
    this.#recent.clear();
    this.size = await taken;
    this.#taken += factChecks.length;
    if (!this.#isOpen && this.#taken % TOLD < factChecks.length)
      this.#parts.onProgress?.(this.size, (await this.#store.count()).all);
  }
}

const REOPENED = { state: 'down', reason: texts.reopened } as const;
type Tried = { key: string; canRetry: boolean };
const NOTHING: MatchResult = { tier: 'none', matches: [] };
/** How long a turn, or the sweep, waits for an index that is being opened. */
export const PATIENCE_MS = 5000;
/** Taking in so many takes about a second. */
const TOLD = 10_000;
/** After so many, an index is not opened before it is followed again. */
const MOST_LOSSES = 3;

function refuse(why: string): never {
  throw new Busy(why);
}
