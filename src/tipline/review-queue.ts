import type { Match } from '../matching/match.ts';
import { type Case, heldLease, type Tip } from '../review/case.ts';
import { type Priority, priorityOf } from '../review/priority.ts';
import type { HistoryEntry } from './commit.ts';
import type { PublishedFactCheck } from './fact-check.ts';
import type { Tipline } from './tipline.ts';

/** A case in the queue: how urgent it is, and why. */
export interface QueueEntry {
  case: Case;
  priority: Priority;
  lease: Case['lease'];
}

/** Something that comes near a case, with the details that differ. */
export type Near<T> = T & Pick<Match, 'score' | 'differences'>;

/** A case with everything a reviewer needs to decide it. */
export interface CaseView extends QueueEntry {
  tips: Tip[];
  candidates: Near<{ factCheck: PublishedFactCheck }>[];
  /** Open cases that may ask the same. */
  similar: Near<{ case: Case }>[];
  history: HistoryEntry[];
  factCheck?: PublishedFactCheck | undefined;
}

/** Fact-checks less likely than this are no help to a reviewer. */
const MIN_SCORE = 0.02;

type Reviewing = Pick<Tipline, 'store' | 'index' | 'clock'>;
type Viewing = Reviewing & Pick<Tipline, 'openCases'>;

/** The open cases, the most urgent first. */
export async function listQueue(tipline: Reviewing, limit = 500): Promise<QueueEntry[]> {
  const cases = await tipline.store.cases.list('open', limit);
  const entries = await Promise.all(cases.map((found) => toEntry(tipline, found)));
  return entries.sort((a, b) => b.priority.score - a.priority.score);
}

/** The most urgent case that nobody else is working on. */
export async function nextInQueue(
  tipline: Reviewing,
  reviewer: string,
): Promise<QueueEntry | undefined> {
  const entries = await listQueue(tipline);
  return entries.find(({ lease }) => !lease || lease.by === reviewer);
}

/** One case in full, by its ticket. */
export async function viewCase(tipline: Viewing, ticket: string): Promise<CaseView | undefined> {
  const { store } = tipline;
  const found = await store.cases.byTicket(ticket);
  if (!found) return undefined;
  return {
    ...(await toEntry(tipline, found)),
    tips: await store.cases.tipsOf(found.id),
    candidates: await findCandidates(tipline, found),
    similar: await findSimilar(tipline, found),
    history: await store.cases.history(found.id),
    factCheck: found.factCheck ? await store.factChecks.get(found.factCheck) : undefined,
  };
}

async function findCandidates({ store, index }: Viewing, { claim }: Case) {
  const { matches } = await index.match(claim);
  const likely = matches.filter(({ score }) => score >= MIN_SCORE).slice(0, 5);
  const candidates = await Promise.all(
    likely.map(async ({ id, ...near }) => ({ factCheck: await store.factChecks.get(id), ...near })),
  );
  return candidates.flatMap(({ factCheck, ...near }) => (factCheck ? { factCheck, ...near } : []));
}

async function findSimilar({ store, openCases }: Viewing, found: Case) {
  if (found.status !== 'open') return [];
  const similar = await Promise.all(
    openCases
      .near(found)
      .map(async ({ id, ...near }) => ({ case: await store.cases.get(id), ...near })),
  );
  return similar.flatMap(({ case: other, ...near }) =>
    other?.status === 'open' ? { case: other, ...near } : [],
  );
}

async function toEntry({ store, clock }: Reviewing, found: Case): Promise<QueueEntry> {
  const now = clock.now();
  const tips = await store.cases.tipsOf(found.id);
  return { case: found, priority: priorityOf(found, tips, now), lease: heldLease(found, now) };
}
