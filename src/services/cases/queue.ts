import type { Case, Tip } from '../../domain/cases/case.ts';
import { type Ranking, rankCase } from '../../domain/cases/priority.ts';
import type { QueueFilter } from '../../domain/cases/queue-filter.ts';
import type { SavedAnswer } from '../../domain/cases/saved-answer.ts';
import type { PublishedFactCheck } from '../../domain/fact-checks/published-fact-check.ts';
import type { Match } from '../../matching/match.ts';
import type { HistoryEntry } from '../../ports/commit.ts';
import { ownWordings } from '../fact-checks/learn-wordings.ts';
import { needsTwo } from '../fact-checks/needs-second-review.ts';
import type { NewWording } from '../fact-checks/new-wordings.ts';
import {
  type PartnerNotProposed,
  type Propose,
  type ProposedPartner,
  readProposals,
} from '../partners/refer-case.ts';
import { type Described, describeAnswer } from '../responses/describe-answer.ts';
import type { CaseDeps } from './case-deps.ts';
import { askedBy, searchFactChecks } from './compare-fact-check.ts';
import { type OpenQueue, type QueuedCase, queueCase } from './open-queue.ts';
import { draftFactCheck } from './publish-verdict.ts';

/** A case in the queue: how urgent it is, and why. */
export interface QueueEntry extends Omit<QueuedCase, 'weight' | 'about' | 'until'> {
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

/** A case with everything a reviewer needs to decide it. */
export interface CaseView extends QueueEntry {
  needsSecondPerson: boolean;
  tips: Tip[];
  /** Each file that came with them, once, and what it says of itself. */
  files: Awaited<ReturnType<typeof filesIn>>;
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

type Ranked = Pick<CaseDeps, 'clock' | 'settings'>;
type Reviewing = Ranked & Pick<CaseDeps, 'store' | 'index' | 'queue'>;
type Viewing = Reviewing & Pick<CaseDeps, 'openCases' | 'script'>;

/** The queue with all that any process has changed in it by now. */
export async function followQueue(deps: Ranked & Pick<CaseDeps, 'queue'>): Promise<OpenQueue> {
  await deps.queue.follow(rankingOf(deps));
  return deps.queue;
}

/** The open cases that a reviewer wants to see, the most urgent first. */
export async function listQueue(
  deps: Reviewing,
  { filter = {}, reviewer = '' }: { filter?: QueueFilter; reviewer?: string } = {},
): Promise<QueueEntry[]> {
  const queue = await followQueue(deps);
  return showEntries(deps, queue.list(filter, reviewer));
}

/** Cases of the queue as they are at this moment, with the partners that the rules name now. */
export async function showEntries(deps: Reviewing, queued: readonly QueuedCase[]) {
  const shown = [...queued]; // the list goes on while the rules are read
  const propose = await readProposals(deps);
  return shown.map((each) => toEntry(deps, each, propose));
}

function rankingOf({ clock, settings }: Ranked): Ranking {
  return { now: clock.now(), ...settings };
}

export async function viewCase(deps: Viewing, ticket: string): Promise<CaseView | undefined> {
  const { store } = deps;
  const found = await store.cases.byTicket(ticket);
  if (!found) return undefined;
  const tips = await store.cases.tipsOf(found.id);
  const propose = await readProposals(deps);
  const queued = queueCase(found, tips, rankingOf(deps));
  const entry = toEntry(deps, queued, propose);
  const { partners, others } = propose(found, { ...entry, about: queued.about });
  return {
    ...entry,
    partners,
    otherPartners: partners.length > 0 ? [] : others,
    needsSecondPerson: await needsTwo(deps, { case: found }),
    tips,
    files: await filesIn(deps, tips),
    candidates: await findCandidates(deps, found, tips),
    similar: await findSimilar(deps, found),
    wordings: found.status === 'open' ? wordingsIn(deps, found, tips) : [],
    // What an editor thinks of a decision is for its author and the editors, on a page of its own.
    history: (await store.cases.history(found.id)).filter(({ what }) => what !== 'checked'),
    offered: await offeredIn(deps, tips),
    factCheck: await factCheckOf(deps, found),
    describe: (answer, language) => describeAnswer(deps.script.locales, language, answer),
  };
}

/** Files that are looked up for one view. */
const MOST_FILES = 8;

async function filesIn({ store }: Viewing, tips: readonly Tip[]) {
  const media = tips.flatMap((tip) => tip.media);
  const files = [...new Map(media.map((file) => [file.sha256, file])).values()];
  const looked = files.slice(0, MOST_FILES);
  const read = await Promise.all(looked.map(({ sha256 }) => store.media.evidenceOf(sha256)));
  return files.map((file, at) => ({ ...file, metadata: read[at]?.metadata }));
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

function toEntry(deps: Ranked, queued: QueuedCase, propose: Propose): QueueEntry {
  const { weight, about, until: _, ...entry } = queued;
  const priority = rankCase(weight, rankingOf(deps));
  const { partners } = propose(entry.case, { priority, about });
  const partner = partners.find(({ isSure }) => isSure);
  return { ...entry, priority, ...(partner && { partner }) };
}
