import {
  type Case,
  type closings,
  type Decision,
  decisionSchema,
} from '../../domain/cases/case.ts';
import { isExercise } from '../../domain/cases/exercise.ts';
import * as lifecycle from '../../domain/cases/lifecycle.ts';
import { proposeVerdict } from '../../domain/cases/lifecycle.ts';
import { findGap, lackOf } from '../../domain/cases/own-words.ts';
import type { PublishedFactCheck } from '../../domain/fact-checks/published-fact-check.ts';
import { withWordings } from '../fact-checks/learn-wordings.ts';
import { needsTwo } from '../fact-checks/needs-second-review.ts';
import { isKnownOrganisation } from '../organisations/organisations.ts';
import type { CaseDeps } from './case-deps.ts';
import {
  type ActorAtCase,
  act,
  amend,
  type CaseChange,
  type CaseUpdate,
  type CaseUpdateResult,
  type Refusal,
} from './change-case.ts';
import { type Agreed, compareFactCheck, doubtOf } from './compare-fact-check.ts';
import { announceVerdict, closeAs, publishVerdict } from './publish-verdict.ts';

/** Claims a case: nobody else can decide it while the lease holds; claiming again renews it. */
export async function claim(deps: CaseDeps, action: ActorAtCase): Promise<CaseUpdateResult> {
  const before = await deps.store.cases.byTicket(action.ticket);
  const isRenewal = before && lifecycle.heldLease(before, deps.clock.now())?.by === action.reviewer;
  const did = isRenewal ? undefined : ({ what: 'claimed' } as const);
  return act(deps, action, async (found) => ({ case: found, did }));
}

/** Gives a claimed case back to the queue; the draft stays for the next reviewer. */
export function release(deps: CaseDeps, action: ActorAtCase): Promise<CaseUpdateResult> {
  return act(deps, action, async (found) => ({
    case: lifecycle.releaseCase(found),
    did: { what: 'released' },
  }));
}

/** Gives a case that the reviewer holds to another one, with its draft. */
export const reassign: CaseChange<string> = (deps, action, to) =>
  amend(deps, action, async (found, now) => {
    if (lifecycle.heldLease(found, now)?.by !== action.reviewer) return 'not-held';
    const given = { ...lifecycle.releaseCase(found), assignee: to };
    const event = { what: 'handed-over', details: { to } } as const;
    return { case: given, did: { what: 'handed-over', of: to }, event };
  });

/** Publishes an explained verdict with a source, or proposes it if it needs a second review. */
export const reply: CaseChange<Decision> = (deps, action, given) =>
  act(deps, action, async (found, at) => {
    const { checked } = found.draft ?? {}; // ticks of the web desk count on every surface
    const decision = { ...(checked && { checked }), ...given };
    const lack = lackOf(decision);
    if (lack) return lack;
    const { org, title, summary, url, article } = decision;
    if (org !== undefined && !(await isKnownOrganisation(deps, org))) return 'unknown-org';
    const about = { case: found, texts: [title, summary, url, article] };
    if (!(await needsTwo(deps, about))) return publishVerdict(deps, found, decision);
    const proposed = lifecycle.proposeVerdict(found, { by: action.reviewer, at, decision });
    return { case: proposed, did: { what: 'proposed', of: decision.verdict } };
  });

/** Closes a case without a verdict and notifies everyone who asked. */
export const close: CaseChange<(typeof closings)[number]> = (deps, action, closing) =>
  act(deps, action, async (found) => {
    const closed = closeAs(deps, found, closing);
    const { proposal } = found;
    return closed.case.undo && proposal
      ? { ...closed, case: { ...closed.case, proposal } }
      : closed;
  });

/** Publishes what another reviewer has proposed; where it is told when, only what was proposed then. */
export function approve(
  deps: CaseDeps,
  { proposedAt, ...action }: ActorAtCase & { proposedAt?: number | undefined },
): Promise<CaseUpdateResult> {
  return act(deps, action, async (found) => {
    const { proposal } = found;
    if (!proposal) return 'no-proposal';
    if (proposal.by === action.reviewer) return 'own-proposal';
    if (proposedAt !== undefined && proposedAt !== proposal.at) return 'other-proposal';
    const { attach, decision, by } = proposal;
    const lack = attach ? undefined : lackOf(decision);
    if (lack) return lack;
    const published = attach
      ? await resolve(deps, found, attach)
      : await publishVerdict(deps, found, decision);
    if (typeof published === 'string') return published;
    const { verdict } = decision;
    const details = { before: 'none', verdict, ...published.event?.details, proposed: by };
    return { ...published, event: { what: 'seconded', details } };
  });
}

/** Returns a proposal to its author as a draft, with a reason. */
export const sendBack: CaseChange<string> = (deps, action, why) =>
  act(deps, action, async (found) => {
    if (!found.proposal) return 'no-proposal';
    const did = { what: 'sent-back', of: found.proposal.by, words: why } as const;
    return { case: lifecycle.sendBackCase(found), did };
  });

/** Asks everyone whose tip is in the case a question; what they answer stands with their tips. */
export const askCitizens: CaseChange<string> = (deps, action, question) =>
  act(deps, action, async (found) => {
    if (findGap(question) !== undefined) return 'gap';
    const id = `question:${found.id}:${found.revision}`;
    const announcement = { id, news: 'question' as const, case: found.id, reason: question };
    const did = { what: 'asked', words: question } as const;
    return { case: found, announcements: [announcement], did };
  });

/** Settles or proposes to settle a case by a known fact-check; citizens' wordings lead to it once it cannot be undone. */
export async function attachFactCheck(
  deps: CaseDeps,
  action: ActorAtCase,
  id: string,
  agreed: Agreed = {},
): Promise<CaseUpdateResult> {
  await deps.index.follow();
  return act(deps, action, async (found, at) => {
    const compared = await compareFactCheck(deps, found, id);
    if (!compared) return 'no-fact-check';
    const doubt = doubtOf(compared, agreed);
    if (doubt) return doubt;
    const { factCheck: known, score, differences, isUnlike } = compared;
    const details = {
      percent: Math.round(score * 100),
      differences: differences.length,
      ...(isUnlike && { reason: (agreed.reason ?? '').trim().slice(0, 300) }),
    };
    const attach = { id, version: known.version };
    if (!(await needsTwo(deps, { case: found, said: [known], texts: [agreed.reason] }))) {
      return resolve(deps, found, { ...attach, details });
    }
    const proposal = { by: action.reviewer, at, decision: decisionOf(known), attach };
    return { case: proposeVerdict(found, proposal), did: { what: 'proposed', of: known.verdict } };
  });
}

/** The change that settles a case by a fact-check in the version that was seen. */
async function resolve(
  { store, clock, settings }: Pick<CaseDeps, 'store' | 'clock' | 'settings'>,
  found: Case,
  by: { id: string; version: number; details?: Readonly<Record<string, string | number>> },
): Promise<CaseUpdate | Refusal> {
  const { id, version, details = {} } = by;
  if (isExercise(found.ticket)) return closeAs({ clock, settings }, found, 'rehearsed');
  const known = await store.factChecks.get(id);
  if (!known || known.retracted !== undefined || known.version !== version) return 'no-fact-check';
  const tips = await store.cases.tipsOf(found.id);
  const told = announceVerdict({ clock, settings }, found, known);
  const { draft } = found;
  const settled = told.case.undo && draft ? { ...told.case, draft } : told.case;
  const now = clock.now();
  return {
    ...told,
    case: settled,
    factChecks: [told.case.undo ? known : withWordings(known, { found, tips }, { settings, now })],
    did: { what: 'attached', of: id },
    event: {
      what: 'published',
      details: { attached: id.slice(0, 120), before: 'none', verdict: known.verdict, ...details },
    },
  };
}

/** Turns a fact-check into a decision on a case, for a second review. */
function decisionOf({ verdict, title, summary, url }: PublishedFactCheck) {
  const said = decisionSchema.shape.summary.safeParse(summary).data;
  const words = said ?? `Cek fakta: ${title}`.slice(0, 600);
  return { verdict, title, summary: words, ...(url && { url }) };
}
