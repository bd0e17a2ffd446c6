import type { Script } from '../domain/content/bot-content.ts';
import type { EvidenceReader } from '../domain/messages/evidence.ts';
import type { Settings } from '../domain/settings/settings.ts';
import type { Channel } from '../ports/channel.ts';
import type { Clock } from '../ports/clock.ts';
import { createLimit } from '../ports/concurrency-limit.ts';
import { type Observe, observeNothing } from '../ports/events.ts';
import type { Gatherer } from '../ports/fact-check-source.ts';
import type { Jobs } from '../ports/jobs.ts';
import type { LinkReader } from '../ports/link-reader.ts';
import type { Sign } from '../ports/signer.ts';
import type { Store } from '../ports/store.ts';
import type { OpenCases } from '../services/cases/open-case-index.ts';
import { Writes } from '../services/duty/store-writes.ts';
import { type CardOf, noCards } from '../services/fact-checks/card-cache.ts';
import type { FactCheckIndex } from '../services/fact-checks/fact-check-index.ts';
import { Strays } from '../services/messaging/unserved-numbers.ts';
import type { ContactBook } from '../services/settings/contacts.ts';
import type { SettingsBook } from '../services/settings/settings.ts';
import {
  createDigestShelf,
  type RecentFactChecks,
} from '../services/subscriptions/digest-cache.ts';
import type { VoterBook } from '../services/voters/voter-answers.ts';

/** Everything the use cases work with. */
export interface Tipline {
  store: Store;
  script: Script;
  clock: Clock;
  jobs: Jobs;
  /** The channels that this process has, by their ways. */
  channels: ReadonlyMap<string, Channel>;
  index: FactCheckIndex;
  openCases: OpenCases;
  /** Shared by all that show cards, so that each is painted once. */
  cardOf: CardOf;
  /** The fact-checks of these days, shared by all digests. */
  recentFactChecks: RecentFactChecks;
  /** As they hold now: an operator may change some of them while Posko runs. */
  settings: Settings;
  settingsBook: SettingsBook;
  voterBook: VoterBook;
  /** Keeps the days of the contacts in `script`. */
  contactBook: ContactBook;
  /** Reads fact-checks from elsewhere, where this process may. */
  gatherer?: Gatherer | undefined;
  /** How often a citizen's turn has failed in a row, by citizen. */
  failures: Map<string, number>;
  /** Turns of which one at a time is taken, since one of them may end the process. */
  suspects: { last: Promise<unknown> };
  /** Files that could not be fetched at the moment, by message: when to ask again, and how often it was asked. */
  fetches: Map<string, { at: number; tries: number }>;
  /** Messages whose files are being fetched now. */
  fetching: Set<string>;
  /** Reads the files that come with messages; without one they are known by their caption alone. */
  reader?: EvidenceReader | undefined;
  /** Reads the pages that messages name, where an operator has turned that on. */
  links?: LinkReader | undefined;
  /** Runs what opens a case when nothing else in this process does. */
  alone<T>(work: () => Promise<T>): Promise<T>;
  /** Files that are being read now, by their hash. */
  readings: Map<string, Promise<void>>;
  /** Citizens who wrote to a number that this process does not hold. */
  strays: Strays;
  /** When this process last handed a reply over. */
  sending: { sentAt?: number };
  /** Whether the store holds what is written to it. */
  writes: Writes;
  /** Tells the operator of something that no citizen can mend; nothing personal. */
  warn(what: string): void;
  /** Hears of what happens, for the operator's figures. */
  observe: Observe;
  /** Signs the links to citizens' own reports, where there are pages to fetch them from. */
  signLink?: Sign | undefined;
  /** Unpredictable bytes, for ids and tickets. */
  randomBytes(length: number): Uint8Array;
}

/** What a process has for itself: nothing is lost when it forgets, nobody hears what it does, and no card is painted. */
export function newMemory(): Pick<
  Tipline,
  | 'failures'
  | 'suspects'
  | 'fetches'
  | 'fetching'
  | 'alone'
  | 'readings'
  | 'observe'
  | 'cardOf'
  | 'recentFactChecks'
  | 'strays'
  | 'sending'
  | 'writes'
> {
  return {
    failures: new Map(),
    suspects: { last: Promise.resolve() },
    fetches: new Map(),
    fetching: new Set(),
    alone: createLimit(1, Number.POSITIVE_INFINITY),
    readings: new Map(),
    strays: new Strays(),
    sending: {},
    writes: new Writes({ now: Date.now }, () => {}),
    observe: observeNothing,
    cardOf: noCards,
    recentFactChecks: createDigestShelf(),
  };
}
