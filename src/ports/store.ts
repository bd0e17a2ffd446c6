import type { AuditEvent } from '../domain/accounts/audit-event.ts';
import type { Case, Tip } from '../domain/cases/case.ts';
import type { PublishedFactCheck } from '../domain/fact-checks/published-fact-check.ts';
import type { Announcement } from '../domain/messages/announcement.ts';
import type { Evidence } from '../domain/messages/evidence.ts';
import type { Address, Media, Message, Notification } from '../domain/messages/message.ts';
import type { Audience, Page } from './audience.ts';
import type { Attempt, Delivery, Outcome, Outgoing, Receipt } from './channel.ts';
import type { SessionStore } from './channel-session-store.ts';
import type { CaseCommit, HistoryEntry, TurnCommit, VerdictDelivery } from './commit.ts';
import type { RightsStore } from './consent-store.ts';
import type { AuditLog, DocumentStore, LoginStore, ReviewerStore } from './desk-store.ts';
import type { Load } from './load.ts';
import type { StatsStore } from './stats-store.ts';
import type { Received, TurnState } from './turn-state.ts';

export interface Arrival {
  from: Address;
  message: Message;
}

export interface SaveResult {
  citizen: string;
  isNew: boolean;
}

/** Notification under a unique key; its audit event is written with it, or neither. */
export interface NotificationEntry {
  key: string;
  notice: Notification;
  at: number;
  event?: AuditEvent | undefined;
}

/** Stores inbox items, commits turns, and finds due citizens. */
export interface TurnStore {
  /** Keeps messages, or fails, and then may have kept some of them: delivered again, those are known. */
  keepMessages(arrivals: readonly Arrival[], at: number): Promise<SaveResult[]>;
  /** Finds the citizen of an address; undefined where nobody wrote from it. */
  citizenAt(address: Address): Promise<string | undefined>;
  /** Keeps a notice once; false where it is known, or the citizen is not. */
  keepNotice(citizen: string, entry: NotificationEntry): Promise<boolean>;
  readTurn(citizen: string): Promise<TurnState | undefined>;
  /** Messages of a citizen by key, also answered ones, as long as they are kept. */
  readMessages(citizen: string, keys: readonly string[]): Promise<Received[]>;
  /** Returns a citizen's stored inbox items, the latest first. */
  lettersOf(citizen: string, limit: number): Promise<Received[]>;
  /** Puts a message whose file has been fetched, or proved lost, in the place of the waiting one. */
  replaceMessage(citizen: string, key: string, message: Message): Promise<void>;
  /** A citizen known by one address now writes from another: both lead to the same conversation. */
  linkAddress(known: Address, fresh: Address): Promise<void>;
  /** Records that a turn has started, which a commit ends; returns how many earlier ones have not ended. */
  beginTurn(citizen: string): Promise<number>;
  /** Notes that a turn has ended that committed nothing. */
  endTurn(citizen: string): Promise<void>;
  commitTurn(commit: TurnCommit): Promise<'committed' | 'stale'>;
  /** Messages that were set aside unread, the oldest first, as long as they are kept. */
  setAside(limit: number): Promise<{ key: string; citizen: string; arrivedAt: number }[]>;
  /** Returns messages that were set aside to their turns; returns how many. */
  takeUpAgain(): Promise<number>;
  /** Finds citizens with waiting items, or whose silence has lasted long enough. */
  findDue(now: number, limit: number): Promise<string[]>;
  countMessages(citizen: string): Promise<number>;
}

/** Replies until they are sent, per citizen in the order they were said. */
export interface Outbox {
  next(citizen: string, now: number): Promise<Outgoing | undefined>;
  /** Begins an attempt; undefined where somebody else has begun one meanwhile. */
  begin(outgoing: Outgoing): Promise<Attempt | undefined>;
  end(attempt: Attempt, outcome: Outcome): Promise<void>;
  /** Notes what became of replies; states come in any order and more than once. */
  note(receipts: readonly Receipt[]): Promise<void>;
  delivery(id: string): Promise<Delivery | undefined>;
  findWaiting(now: number, limit: number): Promise<string[]>;
}

/** Files that came with messages, each kept once under its hash. */
export interface MediaStore {
  keep(media: Media, bytes: Uint8Array, at: number): Promise<void>;
  read(sha256: string): Promise<{ mime: string; bytes: Uint8Array } | undefined>;
  /** Keeps what was read of a file, as long as the file. */
  noteEvidence(sha256: string, evidence: Evidence): Promise<void>;
  evidenceOf(sha256: string): Promise<Evidence | undefined>;
  /** Erases unused files stored before a time; returns the unused ones that are left. */
  drop(hashes: readonly string[], before: number): Promise<string[]>;
}

/** Published fact-checks; `changes` counts up with every change, so that indexes can follow. */
export interface FactCheckStore {
  get(id: string): Promise<PublishedFactCheck | undefined>;
  save(factChecks: readonly PublishedFactCheck[]): Promise<void>;
  /** Withdraws every sample as a new version, without an announcement; returns how many. */
  removeSamples(): Promise<number>;
  since(
    change: number,
    limit: number,
  ): Promise<{ factChecks: PublishedFactCheck[]; change: number }>;
  latest(limit: number): Promise<PublishedFactCheck[]>;
  count(): Promise<{ all: number; samples: number }>;
}

/** The bytes of an index, and the change of the fact-checks that they include. */
export interface IndexSnapshot {
  change: number;
  /** Of the words, and of the files and links, of fact-checks. */
  words: Uint8Array<ArrayBuffer>;
  evidence: Uint8Array<ArrayBuffer>;
}

/** Where an index lies between two starts; it can always be made again from the fact-checks. */
export interface IndexSnapshotStore {
  read(): Promise<IndexSnapshot | undefined>;
  write(snapshot: IndexSnapshot): Promise<void>;
}

/** Cases and their tips; a change holds only against the revision that was read. */
export interface CaseStore {
  get(id: string): Promise<Case | undefined>;
  /** By its own ticket, or by one that a citizen was given for what they asked in it. */
  byTicket(ticket: string): Promise<Case | undefined>;
  /** The tips for which a citizen was given a ticket. */
  tipsWithTicket(ticket: string): Promise<Tip[]>;
  /** Cases that have changed in what tips are gathered by, so that every process can follow. */
  since(change: number, limit: number): Promise<{ cases: Case[]; change: number }>;
  lastChange(): Promise<number>;
  openByClaim(claimKey: string): Promise<Case | undefined>;
  /** Cases that have changed while they were open, in anything or in a tip, in order; those of the last seconds may come again. */
  revisedAfter(revised: number): Promise<{ id: string; revised: number }[]>;
  lastRevised(): Promise<number>;
  /** All, or those among some, without those of which every tip is restricted. */
  list(status: Case['status'] | undefined, limit: number, ids?: readonly string[]): Promise<Case[]>;
  /** Cases that come of exercises, the oldest first; nothing else counts decisions of them. */
  exercised(): Promise<Case[]>;
  tipsOf(caseId: string): Promise<Tip[]>;
  /** The tips of many cases at once, by case, in order; like `tipsOf` without those that are restricted, unless asked for. */
  tipsOfAll(caseIds: readonly string[], also?: 'restricted'): Promise<Map<string, Tip[]>>;
  tipsBy(citizen: string, limit: number): Promise<Tip[]>;
  /** Citizens with a tip in a case that they have not restricted. */
  askersOf(caseId: string, page: Page): Promise<string[]>;
  /** Saves changed cases, moved tips, fact-checks and announcements together, or nothing. */
  commit(change: CaseCommit): Promise<'committed' | 'stale'>;
  /** Cases that were published or closed at a time or after it. */
  decidedSince(time: number): Promise<Case[]>;
  history(caseId: string): Promise<HistoryEntry[]>;
}

/** Delivery ledger: who was told which version of which verdict, and pending announcements. */
export interface DeliveryLedger {
  /** Citizens whose last version of a verdict is older than this one. */
  toldBefore(factCheck: string, version: number, page: Page): Promise<string[]>;
  toldTo(citizen: string): Promise<VerdictDelivery[]>;
  /** Those that may go out at a time. */
  openAnnouncements(now: number, limit: number): Promise<Announcement[]>;
  /** Lets one go out whose time has come, after which it cannot be withdrawn; undefined where it was, or is closed. */
  beginAnnouncement(id: string, now: number): Promise<Announcement | undefined>;
  closeAnnouncement(id: string): Promise<void>;
}

/** Erases what is past its time. */
export interface Retention {
  /** Erases a page of cases, and as many citizens; the rest with the last one, so `after` it more is left where it is set. */
  erase(before: Cutoffs, page?: Page): Promise<Erased & { after?: string | undefined }>;
  /** Forgets what outlives the erased for a time: blocks and allowances that are over, and who took part in bursts that are. */
  dropTraces(now: number): Promise<void>;
  /** Clears what erased rows left in the file, unless it is larger than this many bytes. */
  overwriteFreed(mostBytes: number): Promise<void>;
}

/** Everything that lasts. */
export interface Store {
  turns: TurnStore;
  outbox: Outbox;
  media: MediaStore;
  factChecks: FactCheckStore;
  cases: CaseStore;
  ledger: DeliveryLedger;
  audience: Audience;
  sessions: SessionStore;
  retention: Retention;
  reviewers: ReviewerStore;
  logins: LoginStore;
  audit: AuditLog;
  documents: DocumentStore;
  figures: StatsStore;
  rights: RightsStore;
  /** What waits at a time, counted by indexes alone. */
  load(now: number): Promise<Load>;
  close(): Promise<void>;
}

/** Times before which the retention job erases letters, decided tips, files, citizens and tallies. */
export interface Cutoffs {
  letter: number;
  tip: number;
  media: number;
  address: number;
  /** Before which those who asked to be erased go even if their receipt could not be sent. */
  farewell: number;
  tally: number;
  /** Before which legal holds are over; without it, none is. */
  hold?: number;
}

export type Erased = Record<'letters' | 'tips' | 'media' | 'citizens' | 'tallies', number>;
