import { type Draft, threatOf } from '../../domain/cases/case.ts';
import { heldLease, releaseCase } from '../../domain/cases/lifecycle.ts';
import type { ThreatLabel } from '../../domain/cases/threats.ts';
import { topicsOf } from '../../domain/cases/topics.ts';
import { type Urgency, urgencyOf } from '../../domain/cases/urgency.ts';
import type { CaseDeps } from './case-deps.ts';
import {
  type ActorAtCase,
  amend,
  type CaseChange,
  type CaseUpdateResult,
  change,
} from './change-case.ts';

/** Keeps what a reviewer has written so far, and what a form without some fields leaves out; only while they hold the case. */
export const saveDraft: CaseChange<Omit<Draft, 'by' | 'at' | 'earlier'>> = (deps, action, draft) =>
  amend(deps, action, async (found, now) => {
    const held = heldLease(found, now);
    if (held?.by !== action.reviewer) return 'not-held';
    if (action.fence !== undefined && action.fence !== held.fence) return 'not-held';
    return {
      case: { ...found, draft: { ...found.draft, ...draft, by: action.reviewer, at: now } },
    };
  });

/** Lets a case that nobody else works on sleep until a time; nobody is given it before. */
export const snooze: CaseChange<number> = (deps, action, until) =>
  amend(deps, action, async (found, now) => {
    const held = heldLease(found, now);
    if (held && held.by !== action.reviewer) return 'not-held';
    return {
      case: { ...releaseCase(found), snoozedUntil: until },
      did: { what: 'snoozed', of: new Date(until).toISOString() },
    };
  });

export function wakeCase(deps: CaseDeps, action: ActorAtCase): Promise<CaseUpdateResult> {
  return amend(deps, action, async ({ snoozedUntil: _, ...found }) => ({
    case: found,
    did: { what: 'woken' },
  }));
}

/** Gives a case to one reviewer, or with undefined back to all. */
export const assign: CaseChange<string | undefined> = (deps, action, to) =>
  amend(deps, action, async ({ assignee: _, ...found }) => ({
    case: to === undefined ? found : { ...found, assignee: to },
    did: to === undefined ? { what: 'unassigned' } : { what: 'assigned', of: to },
  }));

/** Sets the tags of a case: short words, each once. */
export const setTags: CaseChange<readonly string[]> = (deps, action, tags) => {
  const set = [...new Set(tags.map((tag) => tag.trim().toLowerCase().slice(0, 40)))];
  const kept = set.filter((tag) => tag !== '').slice(0, 10);
  return amend(deps, action, async (found) => ({
    case: { ...found, tags: kept },
    did: { what: 'tagged', of: kept.join(', ') },
  }));
};

/** Says what the threat of a case is, whatever was guessed; `biasa` says that there is none. */
export const sayThreat: CaseChange<ThreatLabel> = (deps, action, threat) =>
  amend(deps, action, async (found) => {
    const tips = await deps.store.cases.tipsOf(found.id);
    const guess = threatOf({}, tips)?.threat ?? 'biasa';
    const about = topicsOf(found, tips);
    return {
      case: { ...found, threat, ...(about.length > 0 && { topics: about }) },
      did: { what: 'threat-said', of: threat },
      event: { what: 'threat-said', details: { guess, threat } },
    };
  });

/** Says how soon a case needs somebody, whatever was guessed. */
export const sayUrgency: CaseChange<Urgency> = (deps, action, urgency) =>
  amend(deps, action, async (found) => {
    const guess = urgencyOf({}, await deps.store.cases.tipsOf(found.id));
    return {
      case: { ...found, urgency },
      did: { what: 'urgency-said', of: urgency },
      event: { what: 'urgency-said', details: { guess, urgency } },
    };
  });

/** Keeps a case and its evidence from retention for some days from now, whatever its state; for none, it ends the hold. */
export const holdCase: CaseChange<{ days: number; reason: string }> = (deps, action, given) =>
  change(deps, action, async ({ hold: _, ...found }, now) => {
    const { days, reason } = given;
    const until = now + days * 86_400_000;
    const hold = days === 0 ? {} : { hold: { until, by: action.reviewer, reason } };
    const of = new Date(until).toISOString();
    return {
      case: { ...found, ...hold },
      did: { ...(days === 0 ? { what: 'hold-ended' } : { what: 'held', of }), words: reason },
      event: { what: 'case-held', details: { days } },
    };
  });

/** Files, and things that come near, that a case can leave out. */
const MOST = 200;

/** Takes a file out of what a case claims, or back in: its senders are then not told the verdict. */
export const excludeFile: CaseChange<{ file: string; apart: boolean }> = (deps, action, given) =>
  amend(deps, action, async ({ apart = [], ...found }) => {
    const others = apart.filter((each) => each !== given.file);
    const left = given.apart ? [...others, given.file].slice(-MOST) : others;
    return {
      case: left.length === 0 ? found : { ...found, apart: left },
      did: { what: given.apart ? 'file-apart' : 'file-back' },
    };
  });

/** Notes that a fact-check (by its id) or a case (by its ticket) is another claim; without one, forgets all such notes. */
export const sayUnlike: CaseChange<{ id?: string | undefined }> = async (deps, action, { id }) => {
  const title = id === undefined ? undefined : (await deps.store.factChecks.get(id))?.title;
  return amend(deps, action, async ({ unlike = [], ...found }) => {
    if (id === undefined) return { case: found, did: { what: 'unlike-forgotten' } };
    const known = [...unlike.filter((each) => each !== id), id].slice(-MOST);
    return { case: { ...found, unlike: known }, did: { what: 'unlike-said', of: title ?? id } };
  });
};
