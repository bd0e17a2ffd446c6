import type { PublishedFactCheck } from '../../domain/fact-checks/published-fact-check.ts';
import { truthOf } from '../../domain/fact-checks/verdicts.ts';
import { findLinks } from '../../domain/text/links.ts';
import { doubtAfterLook, layBest, tellOther } from '../../matching/doubt-after-look.ts';
import type { Vector } from '../../matching/embedder.ts';
import { doubted, EvidenceIndex, strongest, type Traces } from '../../matching/evidence-index.ts';
import { type FilePrints, printBytes } from '../../matching/file-prints.ts';
import type { FileHit, MatchResult, ReadText } from '../../matching/match.ts';
import {
  createMatcher,
  type Matcher,
  type MatcherParts,
  openMatcher,
} from '../../matching/matcher.ts';
import { beyondShared, MANY } from '../../matching/pictures/verify-picture.ts';
import { release, SnapshotRefused } from '../../matching/snapshot.ts';
import { textToEmbed } from '../../matching/text-to-embed.ts';
import type { Dictionaries } from '../../matching/thesaurus.ts';
import { isSameSpace, NO_VECTORS } from '../../matching/vector-shelf.ts';
import type { Health } from '../../ports/channel.ts';
import { oneAtATime } from '../../ports/concurrency-limit.ts';
import type { Asked } from '../../ports/match-query.ts';
import type { SentenceEncoder } from '../../ports/sentence-encoder.ts';
import type { FactCheckStore, IndexSnapshotStore } from '../../ports/store.ts';
import { allFactChecks, PAGE } from './all-fact-checks.ts';
import { cardKey } from './card-code.ts';
import { formsOf, keysOf, pagesOf } from './link-keys.ts';
import { RecentResults } from './recent-results.ts';

/** With fewer changes than this, reading them again takes less time than writing all down. */
const WORTH_WRITING = 200;
const BATCH = 32;

/** What an index may be given besides its fact-checks. */
export interface IndexParts {
  embedder?: SentenceEncoder | undefined;
  dictionaries?: Dictionaries | undefined;
  shelf?: IndexSnapshotStore | undefined;
}

/** The matchable fact-checks of a store, kept in step with it by `follow`. */
export class FactCheckIndex {
  readonly #store: FactCheckStore;
  readonly #encoder: SentenceEncoder | undefined;
  readonly #parts: Omit<MatcherParts, 'space'>;
  readonly #snapshots: IndexSnapshotStore | undefined;
  #matcher: Matcher;
  #evidence = new EvidenceIndex();
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

  constructor(store: FactCheckStore, { embedder, dictionaries, shelf }: IndexParts = {}) {
    this.#store = store;
    this.#encoder = embedder;
    this.#parts = { truthOf, dictionaries, retells: true };
    this.#snapshots = shelf;
    this.#matcher = createMatcher([], { ...this.#parts, space: embedder?.space });
  }

  /** Opens an index that follows its store; begins with the stored snapshot, if it is usable. */
  static async open(store: FactCheckStore, parts: IndexParts = {}): Promise<FactCheckIndex> {
    const index = new FactCheckIndex(store, parts);
    await index.#begin();
    await index.follow();
    if (index.size === (await store.count()).all) return index;
    // The snapshot has another store's fact-checks, as after a restored backup.
    index.#isClosed = true;
    const fresh = new FactCheckIndex(store, parts);
    await fresh.follow();
    return fresh;
  }

  get size(): number {
    return this.#matcher.size;
  }

  /** Takes in whatever has changed in the store since the last time; vectors follow in the background. */
  readonly follow: () => Promise<void> = oneAtATime(() => this.#follow());

  /** Resolves when all have their vectors, as far as the model gives them now. */
  async embedded(): Promise<void> {
    await this.#embedding;
  }

  /** How the model is, and how many fact-checks still wait for their vectors; nothing without a model. */
  embedding(): (Health & { missing: number }) | undefined {
    return this.#encoder && { ...this.#encoder.health(), missing: this.#missing.size };
  }

  /** Stores a snapshot of the index, if enough has changed since the last one. */
  async save(): Promise<void> {
    const isWorthIt = this.#taken >= WORTH_WRITING || this.#embedded > 0;
    if (!this.#snapshots || !isWorthIt) return;
    const [words, evidence] = [this.#matcher.snapshot(), this.#evidence.save()];
    const [change, taken, embedded] = [this.#change, this.#taken, this.#embedded];
    await this.#snapshots.write({ words, evidence, change });
    this.#taken -= taken;
    this.#embedded -= embedded;
  }

  /** Makes no more vectors, and saves those there are. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.save();
  }

  /** The fact-checks that fit what was sent, and how sure that is. */
  async match({ files = [], ...asked }: Asked): Promise<MatchResult> {
    const question = { explains: false, ...asked }; // what differs is shown to staff alone
    const { text, read } = asked;
    const vector = await this.#encode(text);
    const words = [text, ...(read ?? []).map((piece) => piece.text)].join('\n');
    const forms = formsOf(findLinks(words));
    const links = keysOf(forms, forms);
    if (files.length === 0 && links.length === 0) {
      const work = () => this.#matcher.match({ ...question, vector });
      return this.#recent.answer([question, vector !== undefined], work);
    }
    const isRead = read?.some(isLegible) ?? false;
    const hits = await this.#findTraces({ files, links }, isRead);
    return this.#matcher.match({ ...question, vector, hits });
  }

  /** The fact-check, withdrawn or not, whose cards have this key; see `cardKey`. */
  async idOfCard(key: number): Promise<string | undefined> {
    await this.follow();
    this.#cards ??= await readCardKeys(this.#store);
    return this.#cards.get(key);
  }

  async #findTraces(traces: Traces, isRead: boolean): Promise<FileHit[]> {
    const look = (file: FilePrints) => this.#lookClosely(file, isRead);
    const found = await Promise.all(traces.files.map(look));
    const hits = strongest([...found.flat(), ...this.#evidence.find({ ...traces, files: [] })]);
    if (hits.some(({ type, grip }) => type === 'picture' && grip === 'sure')) return hits;
    const laid = await Promise.all(traces.files.map((file) => this.#layUpon(file)));
    const verified = laid.flat();
    return [...verified, ...hits.filter(({ id }) => !verified.some((hit) => hit.id === id))];
  }

  /** What a file is found by, after a look at what hashes are too coarse for. */
  async #lookClosely(file: FilePrints, isRead: boolean): Promise<FileHit[]> {
    const hits = this.#evidence.find({ files: [file], links: [] });
    const looked = hits.map(async (hit) => {
      if (hit.grip !== 'sure' || (hit.type !== 'picture' && hit.type !== 'sound')) return hit;
      const stored = (await this.#store.get(hit.id))?.files ?? [];
      if (hit.type === 'picture' && tellOther(file, stored)) return asOther(hit);
      const doubt = doubtAfterLook({ hit, asked: file, isRead }, stored);
      const box = hit.type === 'picture' ? layBest(file, stored)?.box : undefined;
      const laid = { ...hit, box };
      return doubt === undefined ? laid : doubted(laid, doubt);
    });
    return withoutShared(await Promise.all(looked));
  }

  /** Pictures that only look alike are laid upon the one in question, point by point. */
  async #layUpon(file: FilePrints): Promise<FileHit[]> {
    const { hashes, points } = file;
    if (!hashes || !points) return [];
    const near = this.#evidence.nearPictures(printBytes(hashes));
    const found = await Promise.all(near.map((id) => this.#store.get(id)));
    const alike = found.flatMap((factCheck) => {
      const best = layBest(file, factCheck?.files ?? []);
      if (!factCheck || !best) return [];
      return [{ ...best, id: factCheck.id, isOther: tellOther(file, factCheck.files ?? []) }];
    });
    return beyondShared(alike).map(({ id, cover, box, isOther }): FileHit => {
      const hit = { id, type: 'picture', grip: 'likely', alike: cover, box } as const;
      return isOther ? asOther(hit) : hit;
    });
  }

  async #begin(): Promise<void> {
    const found = await this.#snapshots?.read();
    if (!found) return;
    const { factChecks } = await this.#store.since(found.change - 1, 1);
    if (factChecks.length === 0) return; // the store is older than the index
    try {
      const evidence = EvidenceIndex.open(found.evidence);
      // As long as the model is not known, its vectors may be those that are stored.
      const space = this.#encoder ? (this.#encoder.space ?? 'stored') : NO_VECTORS;
      this.#matcher = openMatcher(found.words, { ...this.#parts, space });
      if (this.#encoder) this.#missing = new Set(this.#matcher.withoutVector());
      this.#evidence = evidence;
      this.#change = found.change;
    } catch (error) {
      if (!(error instanceof SnapshotRefused)) throw error;
    } finally {
      for (const bytes of [found.words, found.evidence]) release(bytes);
    }
  }

  async #follow(): Promise<void> {
    for (;;) {
      const { factChecks, change } = await this.#store.since(this.#change, PAGE);
      for (const factCheck of factChecks) this.#take(factCheck);
      if (factChecks.length > 0) this.#recent.clear();
      this.#taken += factChecks.length;
      this.#change = change;
      if (factChecks.length < PAGE) break;
    }
    if (!this.#encoder || this.#embedding !== undefined) return;
    // The next `follow` tells what the store says; what a model does is told by its health.
    const embedding = this.#embed(this.#encoder).catch(() => {});
    this.#embedding = embedding.finally(() => {
      this.#embedding = undefined;
    });
  }

  /** The vector of a message, if it comes in time and can be compared with those of the fact-checks. */
  async #encode(text: string): Promise<Vector | undefined> {
    const vector = await this.#encoder?.encodeMessage(text);
    return this.#isComparable() ? vector : undefined;
  }

  #isComparable(): boolean {
    return isSameSpace(this.#encoder?.space ?? NO_VECTORS, this.#matcher.space);
  }

  async #embed(encoder: SentenceEncoder): Promise<void> {
    const space = await encoder.connect();
    if (space && !this.#isComparable()) {
      this.#matcher.changeSpace(space);
      this.#recent.clear();
      this.#missing = new Set(this.#matcher.withoutVector());
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
      for (const [at, { id }] of factChecks.entries()) {
        const vector = vectors[at];
        // One that was changed meanwhile is embedded again.
        if (vector && !this.#missing.has(id)) this.#matcher.putVector(id, vector);
      }
      this.#recent.clear();
      this.#embedded += factChecks.length;
    }
    if (this.#embedded >= WORTH_WRITING) await this.save();
  }

  #take(factCheck: PublishedFactCheck): void {
    this.#cards?.set(cardKey(factCheck.id), factCheck.id);
    if (factCheck.retracted !== undefined) {
      this.#matcher.remove(factCheck.id);
      this.#evidence.remove(factCheck.id);
      this.#missing.delete(factCheck.id);
      return;
    }
    this.#matcher.put(factCheck);
    if (this.#encoder) this.#missing.add(factCheck.id);
    this.#evidence.put(factCheck.id, { files: factCheck.files ?? [], links: pagesOf(factCheck) });
  }
}

/** Changed pictures of many documents share a background, which says nothing about any of them. */
function withoutShared(hits: readonly FileHit[]): FileHit[] {
  const isDoubtful = ({ type, doubt }: FileHit) => type === 'picture' && doubt !== undefined;
  if (hits.filter(isDoubtful).length < MANY) return [...hits];
  return hits.map((hit) => (isDoubtful(hit) ? { ...hit, grip: 'perhaps' } : hit));
}

/** A picture with other words on the same template. */
function asOther(hit: FileHit): FileHit {
  return { ...hit, grip: 'perhaps', doubt: 'other' };
}

/** Whether a picture was read, but for a word or two. */
function isLegible({ source, text, unsure = [] }: ReadText): boolean {
  return source === 'picture' && text.split(/\s+/).length - unsure.length >= FEWEST_READ;
}

const FEWEST_READ = 3;

/** The keys of the cards of all fact-checks in a store. */
async function readCardKeys(store: FactCheckStore): Promise<Map<number, string>> {
  const cards = new Map<number, string>();
  for await (const { id } of allFactChecks(store)) cards.set(cardKey(id), id);
  return cards;
}
