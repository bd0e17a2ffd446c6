import { z } from 'zod';
import type { BotContent } from '../../domain/content/bot-content.ts';
import { maskPersonalData } from '../../domain/text/mask.ts';
import { jakartaDay } from '../../domain/time/jakarta-day.ts';
import { isShown, type VoterEntry, voterEntrySchema } from '../../domain/voters/voter-answer.ts';
import { isAboutVoting } from '../../matching/about-voting.ts';
import type { Clock } from '../../ports/clock.ts';
import type { DocumentStore } from '../../ports/desk-store.ts';
import { documentsOf, Repository } from '../../ports/documents.ts';
import type { Store } from '../../ports/store.ts';
import { plainWords } from '../../understanding/concepts.ts';
import type { TextClassifier } from '../../understanding/text-classifier.ts';

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
const MOST_OUTLINED = 8;
/** The class of what is about voting and asks no topic. */
const ELSEWHERE = '';

/** What the questions of a day have taught. */
interface Taught {
  day: string;
  print: string;
  topics: TextClassifier;
  words: ReadonlySet<string>;
}

/** Answers for voters: the delivered entries, and over them those of the desk. */
export class VoterAnswerRepository extends Repository {
  readonly #documents: Pick<DocumentStore, 'list'>;
  readonly #script: Knowing;
  #entries: ReadonlyMap<string, KnownEntry> = new Map();
  #print = '';
  #taught: Taught | undefined;

  constructor(documents: Pick<DocumentStore, 'list'>, script: Knowing) {
    super();
    this.#documents = documents;
    this.#script = script;
  }

  async follow(): Promise<void> {
    const stored = await answers.list({ store: { documents: this.#documents } });
    const entries = new Map<string, KnownEntry>(
      this.#script.voters.entries.map((entry) => [entry.id, { entry, revision: 0 }]),
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
    const { guesses, known } = this.#taughtAt(now).topics.classify(text);
    const found = guesses.filter(({ name }) => name !== ELSEWHERE);
    const [best] = found;
    if (!best || known === 0 || best.chance < LIKELY) return { type: 'unknown' };
    if (best.chance >= SURE) return { type: 'topic', topic: best.name };
    return { type: 'some', topics: found.slice(0, MOST_OFFERED).map(({ name }) => name) };
  }

  /** Reduces a text to words that known questions share, `_` for others: no name, no number. */
  outline(text: string, now: number): string {
    const { words } = this.#taughtAt(now);
    return plainWords(maskPersonalData(text))
      .map((word) => (words.has(word) && /^[a-z]+$/.test(word) ? word : '_'))
      .filter((word, at, all) => word !== '_' || all[at - 1] !== '_')
      .slice(0, MOST_OUTLINED)
      .join('-');
  }

  /** Learns when first needed, and again when entries change, begin or expire. */
  #taughtAt(now: number): Taught {
    const day = jakartaDay(now);
    const known = this.#taught;
    if (known?.day === day && known.print === this.#print) return known;
    const questions = Map.groupBy(this.shown(now), ({ topic }) => topic);
    const asked = [...questions].map(([name, entries]) => ({
      name,
      examples: [...new Set(entries.flatMap((entry) => entry.questions))],
    }));
    const { voters, understanding } = this.#script;
    const classes = [...asked, { name: ELSEWHERE, examples: voters.elsewhere }];
    const words = new Set(classes.flatMap(({ examples }) => examples.flatMap(plainWords)));
    this.#taught = { day, print: this.#print, topics: understanding.learn(classes), words };
    return this.#taught;
  }
}

type Knowing = Pick<BotContent, 'voters' | 'understanding'>;

/** What answers voters. */
export interface VoterDeps {
  store: Store;
  clock: Clock;
  script: BotContent;
  voterAnswers: VoterAnswerRepository;
}
