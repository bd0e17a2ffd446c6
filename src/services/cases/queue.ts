import type { Case, Tip } from '../../domain/cases/case.ts';
import { heldLease } from '../../domain/cases/lifecycle.ts';
import { type Priority, priorityOf } from '../../domain/cases/priority.ts';
import { isInFilter, type QueueFilter } from '../../domain/cases/queue-filter.ts';
import type { SavedAnswer } from '../../domain/cases/saved-answer.ts';
import { byUrgency } from '../../domain/cases/urgency.ts';
import type { PublishedFactCheck } from '../../domain/fact-checks/published-fact-check.ts';
import type { Match } from '../../matching/match.ts';
import type { HistoryEntry } from '../../ports/commit.ts';
import { claimOf } from '../fact-checks/claim-of.ts';
import { ownWordings } from '../fact-checks/learn-wordings.ts';
import { needsTwo } from '../fact-checks/needs-second-review.ts';
import type { NewWording } from '../fact-checks/new-wordings.ts';
import {
  type PartnerNotProposed,
  type Propose,
  type ProposedPartner,
  readProposals,
} from '../partners/propose-partner.ts';
import { type Described, describeAnswer } from '../responses/describe-answer.ts';
import type { CaseDeps } from './case-deps.ts';
import { draftFactCheck } from './publish-verdict.ts';
import { askedBy, searchFactChecks } from './search-fact-checks.ts';

/** A case in the queue: how urgent it is, and why. */
export interface QueueEntry {
  case: Case;
  priority: Priority;
  lease: Case['lease'];
  /** The kind of message in which it was asked first. */
  kind: string;
  /** The file that came with it then. */
  file?: Tip['media'][number] | undefined;
  /** Whether its claim was read in that file by a machine. */
  isRead: boolean;
  /** The tickets that citizens were given for it. */
  tickets: readonly string[];
  /** To whom it could go, where that is sure enough to be said without opening the case. */
  partner?: ProposedPartner | undefined;
}

/** Something that comes near a case, with the details that differ. */
export type Near<T> = T & Pick<Match, 'score' | 'differences' | 'support' | 'shared'>;

/** A fact-check that the bot offered, an answer to it, and how many citizens gave it. */
interface Offered {
  factCheck: PublishedFactCheck;
  answer: NonNullable<Tip['offered']>['answer'];
  citizens: number;
}

interface QueueQuery {
  filter?: QueueFilter;
  reviewer?: string;
  limit?: number;
}

/** A case with everything a reviewer needs to decide it. */
export interface CaseView extends QueueEntry {
  needsSecondPerson: boolean;
  tips: Tip[];
  candidates: Near<{ factCheck: PublishedFactCheck }>[];
  /** Open cases that may ask the same. */
  similar: Near<{ case: Case }>[];
  history: HistoryEntry[];
  /** What the bot offered those who asked, and how many of them gave which answer. */
  offered: Offered[];
  /** What citizens wrote, by which its verdict will be found or not; nothing once it is decided. */
  wordings: NewWording[];
  /** To whom the case could be passed on. */
  partners: ProposedPartner[];
  /** Where that is nobody, the partners that have rules. */
  otherPartners: PartnerNotProposed[];
  factCheck?: PublishedFactCheck | undefined;
  /** What a citizen answered to a question of a flow, in the words of a language. */
  describe(answer: SavedAnswer, language: string): Described;
}

/** Fact-checks less likely than this, or more of them, are no help to a reviewer. */
const LIKELY = { least: 0.02, most: 5 };

type Reviewing = Pick<CaseDeps, 'store' | 'index' | 'clock' | 'settings'>;
type Viewing = Reviewing & Pick<CaseDeps, 'openCases' | 'script'>;

/** The open cases that a reviewer wants to see, the most urgent first. */
export async function listQueue(
  deps: Reviewing,
  { filter = {}, reviewer = '', limit = 5000 }: QueueQuery = {},
): Promise<QueueEntry[]> {
  const { cases } = deps.store;
  const now = deps.clock.now();
  const open = await cases.list('open', limit);
  const tips = await cases.tipsOfAll(open.map(({ id }) => id));
  const propose = await readProposals(deps);
  return open
    .map((found) => toEntry(deps, { found, tips: tips.get(found.id) ?? [], propose }))
    .filter((entry) => isInFilter(entry, filter, { reviewer, now }))
    .sort((a, b) => byUrgency(a.priority, b.priority) || b.priority.score - a.priority.score);
}

/** The most urgent case that this reviewer can take. */
export async function nextInQueue(deps: Reviewing, reviewer: string) {
  const [first] = await listQueue(deps, { reviewer, filter: { list: 'ready' } });
  return first;
}

/** One case in full, by its ticket. */
export async function viewCase(deps: Viewing, ticket: string): Promise<CaseView | undefined> {
  const { store } = deps;
  const found = await store.cases.byTicket(ticket);
  if (!found) return undefined;
  const tips = await store.cases.tipsOf(found.id);
  const propose = await readProposals(deps);
  const entry = toEntry(deps, { found, tips, propose });
  const { partners, others } = propose(found, { ...entry, tips });
  return {
    ...entry,
    partners,
    otherPartners: partners.length > 0 ? [] : others,
    needsSecondPerson: await needsTwo(deps, { case: found }),
    tips,
    candidates: await findCandidates(deps, found, tips),
    similar: await findSimilar(deps, found),
    wordings: found.status === 'open' ? wordingsIn(deps, found, tips) : [],
    history: await store.cases.history(found.id),
    offered: await offeredIn(deps, tips),
    factCheck: await factCheckOf(deps, found),
    describe: (answer, language) => describeAnswer(deps.script.locales, language, answer),
  };
}

/** Returns the fact-check that resolves a case, even before it is public. */
async function factCheckOf(deps: Viewing, found: Case): Promise<PublishedFactCheck | undefined> {
  if (found.undo?.decision) return draftFactCheck(deps, found, found.undo.decision);
  return found.factCheck === undefined ? undefined : deps.store.factChecks.get(found.factCheck);
}

function wordingsIn({ settings }: Viewing, found: Case, tips: readonly Tip[]): NewWording[] {
  const title = found.proposal?.decision.title ?? found.draft?.title?.trim();
  return ownWordings({ found, tips }, { settings, title: title || undefined });
}

/** Fact-checks that come near, without those that a reviewer has called another claim. */
async function findCandidates(deps: Viewing, found: Case, tips: readonly Tip[]) {
  const { unlike = [] } = found;
  const likely = { ...LIKELY, most: LIKELY.most + unlike.length };
  const near = await searchFactChecks(deps, await askedBy(deps, found, tips), likely);
  return near.filter(({ factCheck }) => !unlike.includes(factCheck.id)).slice(0, LIKELY.most);
}

/** What was offered before these tips came to be, the answer that most citizens gave first. */
async function offeredIn({ store }: Viewing, tips: readonly Tip[]): Promise<Offered[]> {
  const found = new Map<string, Offered>();
  const who = new Set<string>();
  for (const { citizen, offered } of tips) {
    for (const id of offered?.factChecks ?? []) {
      const answer = offered?.answer ?? 'no';
      const key = `${answer} ${id}`;
      const factCheck = found.get(key)?.factCheck ?? (await store.factChecks.get(id));
      if (!factCheck || who.has(`${citizen} ${key}`)) continue;
      who.add(`${citizen} ${key}`);
      found.set(key, { factCheck, answer, citizens: (found.get(key)?.citizens ?? 0) + 1 });
    }
  }
  return [...found.values()].sort((a, b) => b.citizens - a.citizens);
}

async function findSimilar({ store, openCases }: Viewing, found: Case) {
  if (found.status !== 'open') return [];
  await openCases.follow();
  const similar = await Promise.all(
    openCases
      .near(found)
      .map(async ({ id, ...near }) => ({ case: await store.cases.get(id), ...near })),
  );
  return similar.flatMap(({ case: other, ...near }) =>
    other?.status === 'open' && !found.unlike?.includes(other.ticket)
      ? { case: other, ...near }
      : [],
  );
}

function toEntry(
  { clock, settings }: Reviewing,
  { found, tips, propose }: { found: Case; tips: readonly Tip[]; propose: Propose },
): QueueEntry {
  const now = clock.now();
  const { serviceMs, urgentMs, elections } = settings;
  const priority = priorityOf(found, tips, { now, serviceMs, urgentMs, elections });
  const partner = propose(found, { priority, tips }).partners.find(({ isSure }) => isSure);
  const tickets = [...new Set(tips.flatMap(({ ticket }) => ticket ?? []))];
  const lease = heldLease(found, now);
  const [first] = tips;
  const asked = { kind: first?.kind ?? 'unknown', file: first?.media[0] };
  const isRead = first !== undefined && first.text !== claimOf(first);
  return { case: found, priority, lease, ...asked, isRead, tickets, ...(partner && { partner }) };
}
