import { z } from 'zod';
import type { BotContent } from '../../domain/content/bot-content.ts';
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
import type { Clock } from '../../ports/clock.ts';
import type { DocumentStore } from '../../ports/desk-store.ts';
import { documentsOf, Repository } from '../../ports/documents.ts';
import type { Store } from '../../ports/store.ts';

/** Entry as it is now: delivered with Posko, or changed at the desk, and by whom. */
export interface KnownEntry {
  entry: VoterEntry;
  /** Number of its changes at the desk; 0 for an unchanged delivered entry. */
  revision: number;
  changed?: { by: string; at: number } | undefined;
  retired?: boolean | undefined;
}

const storedAnswerSchema = z.object({
  entry: voterEntrySchema,
  by: z.string(),
  at: z.number(),
  retired: z.boolean().optional(),
});

const answers = documentsOf('voter-entry', storedAnswerSchema);

/** Least score at which a topic answers; with `test/eval/voter-questions.yaml` one in a hundred is wrong. */
export const SURE = 0.5;
/** Least score at which the best topics are offered. */
export const LIKELY = 0.15;

/** What a text asks: one topic, a few possible ones, an unknown matter of voting, or nothing. */
export type Understood =
  | { type: 'topic'; topic: string }
  | { type: 'some'; topics: readonly string[] }
  | { type: 'unknown' }
  | { type: 'nothing' };

const MOST_OFFERED = 3;
const MOST_LETTERS = 300;

/** Answers for voters: the delivered entries, and over them those of the desk. */
export class VoterAnswerRepository extends Repository {
  readonly #documents: Pick<DocumentStore, 'list'>;
  readonly #knowledge: VoterKnowledge;
  #entries: ReadonlyMap<string, KnownEntry> = new Map();
  #print = '';
  #finder: { day: string; print: string; finder: TopicFinder } | undefined;

  constructor(documents: Pick<DocumentStore, 'list'>, knowledge: VoterKnowledge) {
    super();
    this.#documents = documents;
    this.#knowledge = knowledge;
  }

  async follow(): Promise<void> {
    const stored = await answers.list({ store: { documents: this.#documents } });
    const entries = new Map<string, KnownEntry>(
      this.#knowledge.entries.map((entry) => [entry.id, { entry, revision: 0 }]),
    );
    for (const { id, revision, entry, by, at, retired } of stored) {
      entries.set(id, { entry, revision, changed: { by, at }, retired });
    }
    this.#entries = entries;
    this.#print = stored.map(({ id, revision }) => `${id}:${revision}`).join(' ');
  }

  /** Returns every entry, hidden ones too. */
  all(): KnownEntry[] {
    return [...this.#entries.values()];
  }

  get(id: string): KnownEntry | undefined {
    return this.#entries.get(id);
  }

  /** Returns the entries that citizens see at a time. */
  shown(now: number): VoterEntry[] {
    const today = jakartaDay(now);
    return this.all().flatMap(({ entry, retired }) =>
      !retired && isShown(entry, today) ? entry : [],
    );
  }

  /** Returns what a citizen's own text asks; a text with a link or a hashtag was forwarded and asks nothing. */
  understand(text: string, now: number): Understood {
    const isPlain = text.length <= MOST_LETTERS && !/https?:\/\/|www\.|#\w/i.test(text);
    if (!isPlain || !isAboutVoting(text)) return { type: 'nothing' };
    const found = this.#finderAt(now).find(text);
    const [best] = found;
    if (best && best.score >= SURE) return { type: 'topic', topic: best.id };
    if (!best || best.score < LIKELY) return { type: 'unknown' };
    return { type: 'some', topics: found.slice(0, MOST_OFFERED).map(({ id }) => id) };
  }

  /** Reduces a text to words that known questions share: no name, no number. */
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

export interface VoterDeps {
  store: Store;
  clock: Clock;
  script: BotContent;
  voterAnswers: VoterAnswerRepository;
}
