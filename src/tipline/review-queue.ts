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

/** A case with everything a reviewer needs to decide it. */
export interface CaseView extends QueueEntry {
  tips: Tip[];
  candidates: { factCheck: PublishedFactCheck; score: number }[];
  history: HistoryEntry[];
  factCheck?: PublishedFactCheck | undefined;
}

/** Fact-checks less likely than this are no help to a reviewer. */
const MIN_SCORE = 0.02;

type Reviewing = Pick<Tipline, 'store' | 'index' | 'clock'>;

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
export async function viewCase(tipline: Reviewing, ticket: string): Promise<CaseView | undefined> {
  const found = await tipline.store.cases.byTicket(ticket);
  if (!found) return undefined;
  const { store, index } = tipline;
  const { matches } = await index.match(found.claim);
  const likely = matches.filter(({ score }) => score >= MIN_SCORE).slice(0, 5);
  const candidates = await Promise.all(
    likely.map(async ({ id, score }) => ({ factCheck: await store.factChecks.get(id), score })),
  );
  return {
    ...(await toEntry(tipline, found)),
    tips: await store.cases.tipsOf(found.id),
    candidates: candidates.flatMap(({ factCheck, score }) =>
      factCheck ? { factCheck, score } : [],
    ),
    history: await store.cases.history(found.id),
    factCheck: found.factCheck ? await store.factChecks.get(found.factCheck) : undefined,
  };
}

async function toEntry({ store, clock }: Reviewing, found: Case): Promise<QueueEntry> {
  const now = clock.now();
  const tips = await store.cases.tipsOf(found.id);
  return { case: found, priority: priorityOf(found, tips, now), lease: heldLease(found, now) };
}
