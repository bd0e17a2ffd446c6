import type { Case, Tip } from '../review/case.ts';
import type { Announcement, CaseCommit, HistoryEntry, Told, TurnCommit } from './commit.ts';
import type { PublishedFactCheck } from './fact-check.ts';
import type { Address, Media, Message, Notice, Reply } from './message.ts';
import type { Cutoffs, Erased } from './retain.ts';
import type { Received, TurnState } from './turn-state.ts';

/** The time, and waking up later; tests bring a clock that they move themselves. */
export interface Clock {
  now(): number;
  /** Runs `task` once at a time; returns how to call it off. */
  at(time: number, task: () => void): () => void;
}

/** Letters in, turns committed, and who has something to do. */
export interface TurnStore {
  keepMessage(
    from: Address,
    message: Message,
    at: number,
  ): Promise<{ citizen: string; isNew: boolean }>;
  keepNotice(citizen: string, key: string, notice: Notice, at: number): Promise<boolean>;
  readTurn(citizen: string): Promise<TurnState | undefined>;
  /** Messages of a citizen by key, also answered ones, as long as they are kept. */
  readMessages(citizen: string, keys: readonly string[]): Promise<Received[]>;
  commitTurn(commit: TurnCommit): Promise<'committed' | 'stale'>;
  /** Citizens with waiting letters, or whose silence has lasted long enough. */
  findDue(now: number, limit: number): Promise<string[]>;
  countMessages(citizen: string): Promise<number>;
}

/** A reply on its way. */
export interface Outgoing {
  id: string;
  to: Address;
  reply: Reply;
  attempts: number;
}

/** Replies until they are sent, per citizen in the order they were said. */
export interface Outbox {
  next(citizen: string, now: number): Promise<Outgoing | undefined>;
  markSending(id: string): Promise<void>;
  markSent(id: string, now: number): Promise<void>;
  /** Puts a reply off until `at`, or gives it up when `at` is null. */
  markFailed(id: string, at: number | null): Promise<void>;
  findWaiting(now: number, limit: number): Promise<string[]>;
}

/** Files that came with messages, each kept once under its hash. */
export interface MediaStore {
  keep(media: Media, bytes: Uint8Array, at: number): Promise<void>;
  read(sha256: string): Promise<{ mime: string; bytes: Uint8Array } | undefined>;
}

/** Published fact-checks; `changes` counts up with every change, so that indexes can follow. */
export interface FactCheckStore {
  get(id: string): Promise<PublishedFactCheck | undefined>;
  save(factChecks: readonly PublishedFactCheck[]): Promise<void>;
  /** Takes every sample out of matching, without an announcement; tells how many. */
  removeSamples(): Promise<number>;
  since(
    change: number,
    limit: number,
  ): Promise<{ factChecks: PublishedFactCheck[]; change: number }>;
  latest(limit: number): Promise<PublishedFactCheck[]>;
  count(): Promise<{ all: number; samples: number }>;
}

/** Cases and their tips; a change holds only against the revision that was read. */
export interface CaseStore {
  get(id: string): Promise<Case | undefined>;
  byTicket(ticket: string): Promise<Case | undefined>;
  openByClaim(claimKey: string): Promise<Case | undefined>;
  list(status: Case['status'] | undefined, limit: number): Promise<Case[]>;
  tipsOf(caseId: string): Promise<Tip[]>;
  tipsBy(citizen: string, limit: number): Promise<Tip[]>;
  /** Saves changed cases, moved tips, fact-checks and announcements together, or nothing. */
  commit(change: CaseCommit): Promise<'committed' | 'stale'>;
  /** Milliseconds from opening to decision of the latest decided cases. */
  decisionTimes(limit: number): Promise<number[]>;
  history(caseId: string): Promise<HistoryEntry[]>;
}

/** Who was told which version of which verdict, and what is still to be told. */
export interface Ledger {
  toldOf(factCheck: string): Promise<Told[]>;
  toldTo(citizen: string): Promise<Told[]>;
  openAnnouncements(limit: number): Promise<Announcement[]>;
  closeAnnouncement(id: string): Promise<void>;
}

/** Erases what is past its time. */
export interface Retention {
  erase(before: Cutoffs): Promise<Erased>;
}

/** Everything that lasts. */
export interface Store {
  turns: TurnStore;
  outbox: Outbox;
  media: MediaStore;
  factChecks: FactCheckStore;
  cases: CaseStore;
  ledger: Ledger;
  retention: Retention;
  close(): Promise<void>;
}

/** What became of a reply handed to a channel. */
export type Sent =
  | { type: 'sent' }
  | { type: 'later'; ms: number }
  | { type: 'refused'; reason: string };

/** A way to citizens; a reply that is sent twice under one id is shown once. */
export interface Channel {
  readonly name: string;
  send(to: Address, reply: Reply): Promise<Sent>;
}

/** Wakes a citizen's turn or sending, now or at a time; a wake may be lost, the sweep finds it. */
export interface Jobs {
  wake(job: Job, at?: number): void;
}

export type Job = { type: 'turn'; citizen: string } | { type: 'send'; citizen: string };
