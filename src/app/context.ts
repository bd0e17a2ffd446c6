import type { Topic } from '../domain/cases/topics.ts';
import type { Script } from '../domain/content/bot-content.ts';
import type { Licence } from '../domain/disclosure/licences.ts';
import type { EvidenceReader } from '../domain/messages/evidence.ts';
import { defaultRules, type ReachRules } from '../domain/subscriptions/unasked-rules.ts';
import type { Election } from '../domain/voters/election.ts';
import type { Channel } from '../ports/channel.ts';
import { createLimit } from '../ports/concurrency-limit.ts';
import { type Observe, observeNothing } from '../ports/events.ts';
import type { LinkReader } from '../ports/link-reader.ts';
import type { Clock, Jobs, Store } from '../ports/store.ts';
import type { OpenCases } from '../services/cases/open-case-index.ts';
import { Writes } from '../services/duty/store-writes.ts';
import { type CardOf, noCards } from '../services/fact-checks/card-cache.ts';
import type { FactCheckIndex } from '../services/fact-checks/fact-check-index.ts';
import type { Gatherer } from '../services/fact-checks/import-fact-checks.ts';
import { Strays } from '../services/messaging/unserved-numbers.ts';
import type { Sign } from '../services/reports/report-link.ts';
import type { ContactBook } from '../services/settings/contacts.ts';
import type { SettingsBook } from '../services/settings/settings.ts';
import {
  createDigestShelf,
  type RecentFactChecks,
} from '../services/subscriptions/digest-cache.ts';
import type { VoterBook } from '../services/voters/voter-answers.ts';

/** Where the post can be found in the open. */
export interface Site {
  /** The address of the public pages, where the operator has named one that anyone can follow. */
  address?: string | undefined;
  /** The number to forward to, in digits. */
  number?: string | undefined;
  showsSamples: boolean;
}

/** What an operator may set; spans in milliseconds unless the name says days. */
export interface Settings {
  post: string;
  quietMs: number;
  letterDays: number;
  tipDays: number;
  mediaDays: number;
  addressDays: number;
  tallyDays: number;
  /** How long a prepared report is kept after its deadline. */
  reportDays: number;
  /** How long a decision can be taken back before anyone is told. */
  undoMs: number;
  /** Topics on which a verdict needs the agreement of a second person. */
  secondPerson: readonly Topic[];
  /** Organisations in whose name a verdict may be given, besides the post itself and its partners. */
  organisations: readonly string[];
  /** Within what time the post means to decide a case. */
  serviceMs: number;
  site: Site;
  /** Under which licence the public record is published. */
  licence: Licence;
  /** Elections that are known of. */
  elections: readonly Election[];
  /** What is allowed for messages that nobody asked for at the moment. */
  reach: ReachRules;
}

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

export const defaultSettings: Settings = {
  post: 'Posko',
  quietMs: 2000,
  letterDays: 2,
  tipDays: 30,
  mediaDays: 7,
  addressDays: 90,
  tallyDays: 400,
  reportDays: 14,
  undoMs: 0,
  secondPerson: [],
  organisations: [],
  serviceMs: 24 * 3_600_000,
  site: { showsSamples: true },
  licence: 'CC-BY-4.0',
  elections: [],
  reach: defaultRules,
};
