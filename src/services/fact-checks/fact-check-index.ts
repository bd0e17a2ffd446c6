import type { PublishedFactCheck } from '../../domain/fact-checks/published-fact-check.ts';
import { truthOf } from '../../domain/fact-checks/verdicts.ts';
import { findLinks } from '../../domain/text/links.ts';
import type { Vector } from '../../matching/embedder.ts';
import type { MatchResult } from '../../matching/match.ts';
import {
  EngineLost,
  LostAtWork,
  type MatchRunner,
  matchHere,
} from '../../matching/match-engine.ts';
import { textToEmbed } from '../../matching/text-to-embed.ts';
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
import { formsOf, keysOf, pagesOf } from './link-keys.ts';
import { RecentResults } from './recent-results.ts';

/** With fewer changes than this, reading them again takes less time than writing all down. */
const WORTH_WRITING = 200;
const BATCH = 32;

/** What an index may be given besides its fact-checks. */
export interface IndexParts {
  embedder?: SentenceEncoder | undefined;
  /** What is known of Indonesian and English words beyond the fact-checks. */
  dictionaries?: Dictionaries | undefined;
  /** Where the index is kept between two starts. */
  shelf?: IndexSnapshotStore | undefined;
  /** Engines that match elsewhere, one after the loss of the other, and whether any was lost lately; without them messages are matched right here. */
  engines?: { start(): MatchRunner; health(): Health } | undefined;
}

/** The matchable fact-checks of a store, kept in step with it by `follow`. */
export class FactCheckIndex {
  readonly #store: FactCheckStore;
  readonly #encoder: SentenceEncoder | undefined;
  readonly #snapshots: IndexSnapshotStore | undefined;
  readonly #engines: NonNullable<IndexParts['engines']>;
  #matcher: MatchRunner;
  /** Whether all of the store has been taken in once, by this matcher. */
  #isOpen = false;
  #size = 0;
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

  constructor(store: FactCheckStore, { embedder, dictionaries, shelf, engines }: IndexParts = {}) {
    this.#store = store;
    this.#encoder = embedder;
    this.#snapshots = shelf;
    const here = { start: () => matchHere({ truthOf, dictionaries }), health: () => WELL };
    this.#engines = engines ?? here;
    this.#matcher = this.#engines.start();
  }

  /** Opens an index that follows its store; begins with the stored snapshot, if it is usable. */
  static async open(store: FactCheckStore, parts: IndexParts = {}): Promise<FactCheckIndex> {
    const index = new FactCheckIndex(store, parts);
    await index.follow();
    return index;
  }

  get size(): number {
    return this.#size;
  }

  /** Takes in whatever has changed in the store since the last time; vectors follow in the background. */
  async follow(): Promise<void> {
    await this.#run(); // one that was under way may have read the store too early
    await this.#run();
  }

  readonly #run = oneAtATime(() => this.#follow());

  /** Resolves when all have their vectors, as far as the model gives them now. */
  async embedded(): Promise<void> {
    await this.#embedding;
  }

  /** How the model is, and how many fact-checks still wait for their vectors; nothing without a model. */
  embedding(): (Health & { missing: number }) | undefined {
    return this.#encoder && { ...this.#encoder.health(), missing: this.#missing.size };
  }

  /** How matching fares, and how far the index has come where it is being opened. */
  matching(): Health & { isOpen: boolean; factChecks: number } {
    return { ...this.#engines.health(), isOpen: this.#isOpen, factChecks: this.#size };
  }

  /** Stores a snapshot of the index, if enough has changed since the last one. */
  async save(): Promise<void> {
    const isWorthIt = this.#taken >= WORTH_WRITING || this.#embedded > 0;
    if (!this.#snapshots || !isWorthIt) return;
    const saving = this.#matcher.ask('snapshot');
    const [change, taken, embedded] = [this.#change, this.#taken, this.#embedded];
    await this.#snapshots.write({ ...(await saving), change });
    this.#taken -= taken;
    this.#embedded -= embedded;
  }

  /** Makes no more vectors, and saves those there are. */
  async close(): Promise<void> {
    this.#isClosed = true;
    try {
      await this.save();
    } finally {
      await this.#matcher.close();
    }
  }

  /** The fact-checks that fit what was sent, and how sure that is; none where the engine is lost to this very question. */
  async match({ files = [], ...asked }: Asked): Promise<MatchResult> {
    const question = { explains: false, ...asked }; // what differs is shown to staff alone
    const { text, read } = asked;
    const vector = await this.#encode(text);
    const words = [text, ...(read ?? []).map((piece) => piece.text)].join('\n');
    const forms = formsOf(findLinks(words));
    const links = keysOf(forms, forms);
    const query = { ...question, vector };
    if (files.length === 0 && links.length === 0) {
      const work = () => this.#retry((matcher) => matcher.ask('match', query));
      return this.#recent.answer([question, vector !== undefined], work);
    }
    return this.#retry(async (matcher) => {
      const hits = await findTraces({ matcher, store: this.#store }, { files, links, read });
      return matcher.ask('match', { ...query, hits });
    });
  }

  /** The fact-check, withdrawn or not, whose cards have this key; see `cardKey`. */
  async idOfCard(key: number): Promise<string | undefined> {
    await this.follow();
    const cards = this.#cards ?? new Map<number, string>();
    if (!this.#cards)
      for await (const { id } of allFactChecks(this.#store)) cards.set(cardKey(id), id);
    this.#cards = cards;
    return cards.get(key);
  }

  /** Asks again where the engine was lost to something else meanwhile; a turn that the index is not there for comes back later. */
  async #retry(work: (matcher: MatchRunner) => Promise<MatchResult>): Promise<MatchResult> {
    for (;;) {
      if (!this.#isOpen || this.#matcher.lost) await within(PATIENCE_MS, this.follow(), refuse);
      try {
        return await work(this.#matcher);
      } catch (error) {
        if (error instanceof LostAtWork) return { tier: 'none', matches: [] };
        if (!(error instanceof EngineLost) || this.#isClosed) throw error;
      }
    }
  }

  /** Opens the index, for the first time or after its matcher was lost. */
  async #open(): Promise<void> {
    this.#isOpen = false;
    if (this.#matcher.lost) this.#matcher = this.#engines.start();
    await this.#begin(await this.#snapshots?.read());
    // The snapshot may have another store's fact-checks, as after a restored backup.
    if (this.#size !== (await this.#store.count()).all) await this.#begin();
    this.#isOpen = true;
  }

  /** Begins with a snapshot, unless the store is older, and takes in what has changed since. */
  async #begin(found?: IndexSnapshot): Promise<void> {
    const known = found && (await this.#store.since(found.change - 1, 1)).factChecks;
    const snapshot = known?.length ? found : undefined;
    // As long as the model is not known, its vectors may be those that are stored.
    const space = this.#encoder ? (this.#encoder.space ?? 'stored') : NO_VECTORS;
    const opened = await this.#matcher.ask('open', space, snapshot);
    ({ size: this.#size, space: this.#space } = opened);
    this.#change = opened.size > 0 ? (snapshot?.change ?? 0) : 0;
    [this.#taken, this.#embedded] = [0, 0];
    this.#missing = new Set(this.#encoder && (await this.#matcher.ask('withoutVector')));
    this.#recent.clear();
    await this.#takeChanges();
  }

  async #follow(): Promise<void> {
    if (this.#isClosed) return;
    await this.#catchUp();
    if (!this.#encoder || this.#embedding !== undefined) return;
    // The next `follow` tells what the store says; what a model does is told by its health.
    const embedding = this.#embed(this.#encoder).catch(() => {});
    this.#embedding = embedding.finally(() => {
      this.#embedding = undefined;
    });
  }

  /** Takes in what has changed; an engine that is lost to it is followed by the next one. */
  async #catchUp(): Promise<void> {
    const taking = this.#isOpen && !this.#matcher.lost ? this.#takeChanges() : this.#open();
    await taking.catch((error) => {
      if (!(error instanceof EngineLost) || this.#isClosed) throw error;
      return this.#catchUp();
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

  /** The vector of a message, if it comes in time and can be compared with those of the fact-checks. */
  async #encode(text: string): Promise<Vector | undefined> {
    const vector = await this.#encoder?.encodeMessage(text);
    return this.#isComparable() ? vector : undefined;
  }

  #isComparable(): boolean {
    return isSameSpace(this.#encoder?.space ?? NO_VECTORS, this.#space);
  }

  async #embed(encoder: SentenceEncoder): Promise<void> {
    const space = await encoder.connect();
    if (space && !this.#isComparable()) {
      this.#space = space;
      const changed = this.#matcher.ask('changeSpace', space);
      this.#recent.clear();
      await changed;
      const missing = await this.#matcher.ask('withoutVector');
      this.#missing = new Set([...missing, ...this.#missing]); // with what has changed meanwhile
    }
    while (space && this.#missing.size > 0 && !this.#isClosed) {
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
    const taken = this.#matcher.ask(
      'update',
      put.map((each) => ({ ...each, files: each.files ?? [], links: pagesOf(each) })),
      remove.map(({ id }) => id),
    );
    for (const { id } of factChecks) this.#cards?.set(cardKey(id), id);
    for (const { id } of remove) this.#missing.delete(id);
    if (this.#encoder) for (const { id } of put) this.#missing.add(id);
    this.#recent.clear();
    this.#size = await taken;
    this.#taken += factChecks.length;
  }
}

const WELL: Health = { state: 'ok' };
/** How long a turn waits for an index that is being opened. */
const PATIENCE_MS = 5000;

function refuse(): never {
  throw new Busy('the index is being opened');
}
