import { z } from 'zod';
import { maskPersonalData } from '../../domain/text/mask.ts';
import { jakartaDay } from '../../domain/time/jakarta-day.ts';
import {
  isShown,
  type VoterEntry,
  type VoterKnowledge,
  voterEntrySchema,
} from '../../domain/voters/voter-answer.ts';
import { isAboutVoting } from '../../matching/about-voting.ts';
import { createTopicFinder, type TopicFinder } from '../../matching/topic-finder.ts';
import type { DocumentStore } from '../../ports/desk-store.ts';

/** An entry as it holds now: whether it came along or was written at the desk, and by whom. */
export interface KnownEntry {
  entry: VoterEntry;
  /** Counts its changes at the desk; 0 for one that came along and was never changed. */
  revision: number;
  changed?: { by: string; at: number } | undefined;
  retired?: boolean | undefined;
}

/** An entry as it is kept at the desk; without the entry itself it is one that came along, retired. */
export const storedAnswerSchema = z.object({
  entry: voterEntrySchema,
  by: z.string(),
  at: z.number(),
  retired: z.boolean().optional(),
});

/** From this score on a topic answers; with `test/eval/voter-questions.yaml` one in a hundred is wrong. */
export const SURE = 0.5;
/** From this score on the best topics are worth offering. */
export const LIKELY = 0.15;

/** What a text asks: a topic for sure, some that may be meant, something about voting that is not known, or nothing. */
export type Understood =
  | { type: 'topic'; topic: string }
  | { type: 'some'; topics: readonly string[] }
  | { type: 'unknown' }
  | { type: 'nothing' };

const MOST_OFFERED = 3;
const MOST_LETTERS = 300;

/** Answers for voters: the delivered entries, and over them those of the desk. */
export class VoterAnswerRepository {
  readonly #documents: Pick<DocumentStore, 'list'>;
  readonly #knowledge: VoterKnowledge;
  #entries: ReadonlyMap<string, KnownEntry> = new Map();
  #print = '';
  #finder: { day: string; print: string; finder: TopicFinder } | undefined;

  private constructor(documents: Pick<DocumentStore, 'list'>, knowledge: VoterKnowledge) {
    this.#documents = documents;
    this.#knowledge = knowledge;
  }

  static async open(
    documents: Pick<DocumentStore, 'list'>,
    knowledge: VoterKnowledge,
  ): Promise<VoterAnswerRepository> {
    const book = new VoterAnswerRepository(documents, knowledge);
    await book.follow();
    return book;
  }

  /** Takes in what was changed, here or by another process. */
  async follow(): Promise<void> {
    const kept = await this.#documents.list('voter-entry');
    const entries = new Map<string, KnownEntry>(
      this.#knowledge.entries.map((entry) => [entry.id, { entry, revision: 0 }]),
    );
    for (const { id, revision, value } of kept) {
      const read = storedAnswerSchema.safeParse(value);
      if (!read.success) continue; // another version of Posko may know more
      const { entry, by, at, retired } = read.data;
      entries.set(id, { entry, revision, changed: { by, at }, retired });
    }
    this.#entries = entries;
    this.#print = kept.map(({ id, revision }) => `${id}:${revision}`).join(' ');
  }

  /** Every entry, also those that are not shown. */
  all(): KnownEntry[] {
    return [...this.#entries.values()];
  }

  get(id: string): KnownEntry | undefined {
    return this.#entries.get(id);
  }

  /** The entries that citizens are shown at a time. */
  shown(now: number): VoterEntry[] {
    const today = jakartaDay(now);
    return this.all().flatMap(({ entry, retired }) =>
      !retired && isShown(entry, today) ? entry : [],
    );
  }

  /** What a citizen's own text asks; what has a link or a hashtag travels, and is no question. */
  understand(text: string, now: number): Understood {
    const isPlain = text.length <= MOST_LETTERS && !/https?:\/\/|www\.|#\w/i.test(text);
    if (!isPlain || !isAboutVoting(text)) return { type: 'nothing' };
    const found = this.#finderAt(now).find(text);
    const [best] = found;
    if (best && best.score >= SURE) return { type: 'topic', topic: best.id };
    if (!best || best.score < LIKELY) return { type: 'unknown' };
    return { type: 'some', topics: found.slice(0, MOST_OFFERED).map(({ id }) => id) };
  }

  /** A text of which only words are left that the questions here have too: no name, no number. */
  outline(text: string, now: number): string {
    return this.#finderAt(now).outline(maskPersonalData(text));
  }

  /** Trains the finder when first needed, and again when entries change, begin or expire. */
  #finderAt(now: number): TopicFinder {
    const day = jakartaDay(now);
    const known = this.#finder;
    if (known?.day === day && known.print === this.#print) return known.finder;
    const questions = Map.groupBy(this.shown(now), ({ topic }) => topic);
    const topics = [...questions].map(([id, entries]) => ({
      id,
      questions: [...new Set(entries.flatMap((entry) => entry.questions))],
    }));
    const finder = createTopicFinder(topics, this.#knowledge.elsewhere);
    this.#finder = { day, print: this.#print, finder };
    return finder;
  }
}
