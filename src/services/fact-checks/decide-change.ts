import { type Answer, isSigned } from '../../domain/fact-checks/signing.ts';
import { listOrganisations } from '../organisations/organisations.ts';
import { applyChange } from './apply-change.ts';
import type { FactCheckDeps } from './fact-check-deps.ts';
import * as changes from './proposed-change.ts';
import { type Submitted, type Submitting, toSubmitted } from './submit-change.ts';

export type DecisionRefusal =
  | 'unknown'
  | 'own-proposal'
  | 'no-proposal'
  | 'too-late'
  | 'stale'
  | 'no-fact-check'
  | 'unsigned';

export type Decided =
  | { type: 'done' | 'held' | 'returned' | 'taken-back'; change: changes.StoredChange }
  | { type: 'refused'; why: DecisionRefusal };

/** Somebody and the change that they decide, by its code. */
export interface ChangeAction {
  id: string;
  by: string;
}

/** Approves another editor's proposal; it is applied once it can no longer be undone. */
export async function approveChange(deps: Submitting, { id, by }: ChangeAction): Promise<Decided> {
  const change = await changes.findChange(deps, id);
  if (!change) return refuse('unknown');
  if (change.until !== undefined) return refuse('no-proposal');
  if (change.by === by) return refuse('own-proposal');
  if (!(await isSignedByAll(deps, change))) return refuse('unsigned');
  const at = deps.clock.now();
  const approved = { ...change, approved: { by, at }, until: at + deps.settings.undoMs };
  if (!(await isCurrent(deps, change))) {
    const returned = changes.eventOf(change, { by, at, what: 'change-returned' });
    await changes.deleteChange(deps, change, [returned]);
    return refuse('stale');
  }
  const events = [changes.eventOf(change, { by, at, what: 'change-approved' })];
  const kept = await changes.saveChange(deps, approved, events);
  if (!kept) return refuse('unknown');
  if (approved.until > at) return { type: 'held', change: kept };
  const done = await release(deps, kept);
  return done?.type === 'refused'
    ? refuse(done.why === 'no-fact-check' ? done.why : 'stale')
    : { type: 'done', change: kept };
}

/** Says in the name of an organisation whether it signs the very words of a proposal, which nobody can change. */
export async function signChange(
  deps: Pick<FactCheckDeps, 'store' | 'clock'>,
  { id, by, ...said }: ChangeAction & Omit<Answer, 'by' | 'at'>,
): Promise<'signed' | 'unknown' | 'too-late' | 'no-reason'> {
  const [at, note] = [deps.clock.now(), said.note.trim().slice(0, 1000)];
  if (said.answer !== 'approved' && note === '') return 'no-reason';
  for (;;) {
    const change = await changes.findChange(deps, id);
    const isAsked = change?.signatories?.some((each) => each.id === said.organisation);
    if (!change || !isAsked) return 'unknown';
    if (change.until !== undefined) return 'too-late';
    const signings = [...(change.signings ?? []), { ...said, note, by, at }];
    const event = changes.eventOf(change, { by, at, what: 'change-signed', why: said.answer });
    if (await changes.saveChange(deps, { ...change, signings }, [event])) return 'signed';
  }
}

/** Returns a proposal to its author with a reason; nothing of it is applied. */
export async function returnChange(
  deps: Submitting,
  { id, by, why }: ChangeAction & { why: string },
): Promise<Decided> {
  const change = await changes.findChange(deps, id);
  if (!change) return refuse('unknown');
  if (change.until !== undefined) return refuse('no-proposal');
  const at = deps.clock.now();
  const event = changes.eventOf(change, { by, at, what: 'change-returned', why });
  if (!(await changes.deleteChange(deps, change, [event]))) return refuse('unknown');
  return { type: 'returned', change };
}

/** Takes a change back before anybody hears of it. */
export async function takeBackChange(deps: Submitting, { id, by }: ChangeAction): Promise<Decided> {
  const change = await changes.findChange(deps, id);
  if (!change) return refuse('unknown');
  const at = deps.clock.now();
  const isOver = change.isBegun || (change.until !== undefined && at >= change.until);
  if (isOver) return refuse('too-late');
  const event = changes.eventOf(change, { by, at, what: 'change-taken-back' });
  if (!(await changes.deleteChange(deps, change, [event]))) return refuse('too-late');
  return { type: 'taken-back', change };
}

/** Carries out every change that can no longer be undone; safe to repeat, and in many processes at once. */
export async function releaseChanges(deps: Submitting): Promise<void> {
  for (const change of await dueChanges(deps)) await release(deps, change);
}

/** Lists the changes that can no longer be undone. */
export async function dueChanges(deps: Submitting): Promise<changes.StoredChange[]> {
  const now = deps.clock.now();
  return (await changes.listChanges(deps)).filter(
    ({ until }) => until !== undefined && until <= now,
  );
}

/** Returns undefined after a conflict. */
async function release(deps: Submitting, change: changes.StoredChange) {
  const held = await changes.saveChange(deps, { ...change, isBegun: true });
  if (!held) return undefined;
  // Once begun it may have been applied before a crash: it is never taken back then.
  const why = change.isBegun || (await isSignedByAll(deps, change)) ? 'stale' : 'unsigned';
  const applied: Submitted =
    why === 'unsigned'
      ? { type: 'refused', why }
      : toSubmitted(await applyChange(deps, change.wanted, change));
  const at = deps.clock.now();
  const lapsed = changes.eventOf(change, { by: change.by, at, what: 'change-returned', why });
  await changes.deleteChange(deps, held, applied.type === 'refused' ? [lapsed] : []);
  return applied;
}

/** Whether all organisations that are to sign a change have, and none was put out of use since. */
async function isSignedByAll(deps: Submitting, change: changes.StoredChange): Promise<boolean> {
  const all = await listOrganisations(deps);
  const active = new Set(all.flatMap(({ id, isActive }) => (isActive ? id : [])));
  return isSigned(change, active);
}

/** Whether every single fact-check is still what it was when the change was asked for; an import leaves out the others. */
async function isCurrent(
  { store }: Pick<FactCheckDeps, 'store'>,
  { wanted, versions }: changes.StoredChange,
) {
  if (wanted.type === 'import') return true;
  const [id = ''] = changes.idsOf(wanted);
  const known = await store.factChecks.get(id);
  return known?.version === versions[id] && known?.retracted === undefined;
}

function refuse(why: DecisionRefusal): Decided {
  return { type: 'refused', why };
}
