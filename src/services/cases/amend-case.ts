import type { Draft } from '../../domain/cases/case.ts';
import { threatOf } from '../../domain/cases/case-threat.ts';
import { heldLease, releaseCase } from '../../domain/cases/lifecycle.ts';
import type { ThreatLabel } from '../../domain/cases/threats.ts';
import { topicsOf } from '../../domain/cases/topics.ts';
import { type Urgency, urgencyOf } from '../../domain/cases/urgency.ts';
import type { CaseDeps } from './case-deps.ts';
import { type ActorAtCase, amend, type CaseUpdateResult } from './change-case.ts';

/** Keeps what a reviewer has written so far; only while they hold the case. */
export function saveDraft(
  deps: CaseDeps,
  action: ActorAtCase,
  draft: Omit<Draft, 'by' | 'at'>,
): Promise<CaseUpdateResult> {
  return amend(deps, action, async (found, now) => {
    const held = heldLease(found, now);
    if (held?.by !== action.reviewer) return 'not-held';
    if (action.fence !== undefined && action.fence !== held.fence) return 'not-held';
    return { case: { ...found, draft: { ...draft, by: action.reviewer, at: now } } };
  });
}

/** Lets a case that nobody else works on sleep until a time; nobody is given it before. */
export function snooze(
  deps: CaseDeps,
  action: ActorAtCase,
  until: number,
): Promise<CaseUpdateResult> {
  return amend(deps, action, async (found, now) => {
    const held = heldLease(found, now);
    if (held && held.by !== action.reviewer) return 'not-held';
    return {
      case: { ...releaseCase(found), snoozedUntil: until },
      did: { what: 'snoozed', of: new Date(until).toISOString() },
    };
  });
}

/** Wakes a case that sleeps. */
export function wakeCase(deps: CaseDeps, action: ActorAtCase): Promise<CaseUpdateResult> {
  return amend(deps, action, async ({ snoozedUntil: _, ...found }) => ({
    case: found,
    did: { what: 'woken' },
  }));
}

/** Gives a case to one reviewer, or with undefined back to all. */
export function assign(
  deps: CaseDeps,
  action: ActorAtCase,
  to: string | undefined,
): Promise<CaseUpdateResult> {
  return amend(deps, action, async ({ assignee: _, ...found }) => ({
    case: to === undefined ? found : { ...found, assignee: to },
    did: to === undefined ? { what: 'unassigned' } : { what: 'assigned', of: to },
  }));
}

/** Sets the tags of a case: short words, each once. */
export function setTags(
  deps: CaseDeps,
  action: ActorAtCase,
  tags: readonly string[],
): Promise<CaseUpdateResult> {
  const set = [...new Set(tags.map((tag) => tag.trim().toLowerCase().slice(0, 40)))];
  const kept = set.filter((tag) => tag !== '').slice(0, 10);
  return amend(deps, action, async (found) => ({
    case: { ...found, tags: kept },
    did: { what: 'tagged', of: kept.join(', ') },
  }));
}

/** Says what the threat of a case is, whatever was guessed; `biasa` says that there is none. */
export function sayThreat(
  deps: CaseDeps,
  action: ActorAtCase,
  threat: ThreatLabel,
): Promise<CaseUpdateResult> {
  return amend(deps, action, async (found) => {
    const tips = await deps.store.cases.tipsOf(found.id);
    const guess = threatOf({}, tips)?.threat ?? 'biasa';
    const about = topicsOf(found, tips);
    return {
      case: { ...found, threat, ...(about.length > 0 && { topics: about }) },
      did: { what: 'threat-said', of: threat },
      event: { what: 'threat-said', details: { guess, threat } },
    };
  });
}

/** Says how soon a case needs somebody, whatever was guessed. */
export function sayUrgency(
  deps: CaseDeps,
  action: ActorAtCase,
  urgency: Urgency,
): Promise<CaseUpdateResult> {
  return amend(deps, action, async (found) => {
    const guess = urgencyOf({}, await deps.store.cases.tipsOf(found.id));
    return {
      case: { ...found, urgency },
      did: { what: 'urgency-said', of: urgency },
      event: { what: 'urgency-said', details: { guess, urgency } },
    };
  });
}

/** Writes a note for other reviewers into the history. */
export function addNote(
  deps: CaseDeps,
  action: ActorAtCase,
  note: string,
): Promise<CaseUpdateResult> {
  return amend(deps, action, async (found) => ({
    case: found,
    did: { what: 'noted', words: note },
  }));
}

/** Files that a case can leave out. */
const MOST_FILES = 200;

/** Takes a file out of what a case claims, or back in: its senders are then not told the verdict. */
export function excludeFile(
  deps: CaseDeps,
  action: ActorAtCase,
  given: { file: string; apart: boolean },
) {
  return amend(deps, action, async ({ apart = [], ...found }) => {
    const others = apart.filter((each) => each !== given.file);
    const left = given.apart ? [...others, given.file].slice(-MOST_FILES) : others;
    return {
      case: left.length === 0 ? found : { ...found, apart: left },
      did: { what: given.apart ? 'file-apart' : 'file-back' },
    };
  });
}
