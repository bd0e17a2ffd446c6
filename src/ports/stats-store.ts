import type { Tip } from '../domain/cases/case.ts';
import type { CountedOnce, Counter } from '../domain/stats/counter.ts';
import type { Span } from '../domain/time/month.ts';

/** How many of something there were on a day in Jakarta, as an ISO date. */
export interface DayCount {
  day: string;
  count: number;
}

/** A decided case, for how long it took. */
export interface DecidedCase {
  decidedAt: number;
  openedAt: number;
  status: 'published' | 'closed';
}

/** A case and how many citizens asked for it within a span. */
export interface AskedCase {
  ticket: string;
  claim: string;
  status: string;
  citizens: number;
}

/** Tip as far as it is counted; people are numbers valid within one answer, and erased citizens have none. */
export interface CountedTip extends Pick<Tip, 'case' | 'at' | 'region' | 'worry' | 'triage'> {
  person?: number;
}

/** How long what was counted once is known: longer than Meta repeats a webhook. */
export const REPEATED_MS = 8 * 86_400_000;

/** Counts for dashboards and monthly reports; none of them distinguishes citizens. */
export interface StatsStore {
  tipsByDay(since: number): Promise<DayCount[]>;
  /** The latest decisions since a time. */
  decided(since: number, limit: number): Promise<DecidedCase[]>;
  /** The cases that most citizens asked for from `since` until before `until`, most asked first. */
  mostAsked(span: { since: number; until: number; limit: number }): Promise<AskedCase[]>;
  tipsByRegion(since: number): Promise<{ region: string; count: number }[]>;
  feedback(since: number): Promise<{ helpful: number; notHelpful: number }>;
  /** The tips that came within a span, in the order in which they came. */
  tipsIn(span: Span): Promise<CountedTip[]>;
  /** Returns who was last told of which fact-check within a span; the number of a person holds within one answer. */
  toldIn(span: Span): Promise<{ factCheck: string; person: number }[]>;
  /** What was counted from a day on under these names and all that they begin (`left.tip`: each `left.tip.…`). */
  tallies(since: string, under: readonly string[]): Promise<Counter[]>;
  /** Adds to the counters, unless that was done under the same key within the last week. */
  countOnce(counted: readonly CountedOnce[], now: number): Promise<void>;
}
