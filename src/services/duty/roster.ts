import { z } from 'zod';
import { auditEventAt } from '../../domain/accounts/audit-event.ts';
import { may, type Permission } from '../../domain/accounts/permissions.ts';
import { isUsable } from '../../domain/accounts/reviewer.ts';
import { findNameProblem, foldName, tidyName } from '../../domain/accounts/reviewer-name.ts';
import type { Alert } from '../../domain/duty/alert.ts';
import * as rosters from '../../domain/duty/roster.ts';
import { isLiaison, type Liaison, readLiaison } from '../../domain/partners/liaison.ts';
import { DAY } from '../../domain/time/jakarta-day.ts';
import { type DocumentDeps, documentsOf } from '../../ports/documents.ts';
import { listOrganisations } from '../organisations/organisations.ts';
import type { DutyDeps } from './duty-deps.ts';

/** A form may be filled in for as long. */
const LATE_MS = 15 * 60_000;
const MOST_SHIFTS = 200;
const MOST_CHANGES = 500;
const MOST_CALLED = 20;
const planSchema = z.object({
  shifts: z.array(rosters.shiftSchema),
  changes: z.array(rosters.rosterChangeSchema),
  callList: z.array(z.string()),
});

/** The roster with the list of whom to call where nobody answers. */
export type Plan = z.infer<typeof planSchema>;

export type PlanChange = 'saved' | 'bad' | 'unknown-person' | 'full' | 'unknown';

type Planning = Pick<DutyDeps, 'store' | 'clock' | 'randomBytes'>;
const NOTHING: Plan = { shifts: [], changes: [], callList: [] };
const ID = 'plan';
const plans = documentsOf('roster', planSchema);

/** Reads the roster as written, with people who have lost access since. */
export async function readPlan(deps: DocumentDeps): Promise<Plan> {
  return (await plans.find(deps, ID)) ?? NOTHING;
}

/** The names of all who may be on duty, or do more; undefined where the desk has no accounts and trusts every name. */
export async function dutyNames(
  { store }: Pick<Planning, 'store'>,
  needs: Permission = 'acknowledge-alarm',
): Promise<string[] | undefined> {
  const accounts = await store.reviewers.list();
  if (accounts.length === 0) return undefined;
  return accounts.filter((each) => isUsable(each) && may(each.role, needs)).map(({ name }) => name);
}

/** Adds a weekly shift. */
export async function addShift(deps: Planning, wanted: rosters.WantedShift, by: string) {
  const shift = rosters.wantedShiftSchema.safeParse(wanted);
  if (!shift.success) return 'bad';
  const reviewer = await findPerson(deps, shift.data.reviewer);
  if (reviewer === undefined) return 'unknown-person';
  const added = { ...shift.data, reviewer, id: newId(deps) };
  return change(deps, { by, what: 'shift-added', of: reviewer }, (plan) =>
    plan.shifts.length < MOST_SHIFTS ? { ...plan, shifts: [...plan.shifts, added] } : 'full',
  );
}

/** Adds an extra shift, or one that a reviewer leaves out. */
export async function addChange(deps: Planning, wanted: rosters.WantedChange, by: string) {
  const given = rosters.wantedChangeSchema.safeParse(wanted);
  const now = deps.clock.now();
  if (!given.success || given.data.start > now + 366 * DAY) return 'bad';
  // Who falls ill may say so once the shift has begun; nobody can be put on duty for a time that is over.
  if (given.data[given.data.type === 'on' ? 'start' : 'end'] <= now - LATE_MS) return 'bad';
  const reviewer = await findPerson(deps, given.data.reviewer);
  if (reviewer === undefined) return 'unknown-person';
  const added = { ...given.data, reviewer, id: newId(deps) };
  return change(deps, { by, what: `turn-${added.type}`, of: reviewer }, (plan) => {
    const changes = plan.changes.filter(({ end }) => end > now - rosters.KEPT_MS);
    return changes.length < MOST_CHANGES ? { ...plan, changes: [...changes, added] } : 'full';
  });
}

/** Removes a shift or a single change. */
export function removeTurn(deps: Planning, turn: string, by: string): Promise<PlanChange> {
  return change(deps, { by, what: 'removed', of: turn }, (plan) => {
    const stays = (each: { id: string }) => each.id !== turn;
    const [shifts, changes] = [plan.shifts.filter(stays), plan.changes.filter(stays)];
    const isKnown = shifts.length + changes.length < plan.shifts.length + plan.changes.length;
    return isKnown ? { ...plan, shifts, changes } : 'unknown';
  });
}

/** Sets whom to call, in order, if nobody acknowledges an alert. */
export async function setCallList(deps: Planning, names: readonly string[], by: string) {
  if (names.length > MOST_CALLED) return 'full';
  const found = await Promise.all(names.map((name) => findPerson(deps, name)));
  const list = [...new Set(found)].filter((name) => name !== undefined);
  if (found.includes(undefined)) return 'unknown-person';
  return change(deps, { by, what: 'call-list', of: list.join(', ') }, (plan) => ({
    ...plan,
    callList: list,
  }));
}

/** A person who may be on duty or is a partner's liaison, spelt as it is kept. */
export async function findPerson(deps: Pick<Planning, 'store'>, name: string) {
  if (isLiaison(name.trim())) {
    const wanted = foldName(name);
    return [...(await readLiaisons(deps)).keys()].find((each) => foldName(each) === wanted);
  }
  const known = await dutyNames(deps);
  if (!known) return findNameProblem(name) ? undefined : tidyName(name);
  const found = await deps.store.reviewers.byName(name);
  return found && known.includes(found.name) ? found.name : undefined;
}

/** Changes the current plan; repeats after a conflict. */
function change(
  { store, clock }: Planning,
  { by, what, of }: { by: string; what: string; of: string },
  make: (plan: Plan) => Plan | PlanChange,
): Promise<PlanChange> {
  return plans.edit<PlanChange>({ store }, ID, (plan) => {
    const value = make(plan ?? NOTHING);
    if (typeof value === 'string') return value;
    const event = {
      by,
      what: 'roster-changed',
      of: of.slice(0, 200),
      details: { change: what },
    } as const;
    return { value, events: [auditEventAt(clock.now(), event)] };
  });
}

function newId({ randomBytes }: Planning): string {
  return Buffer.from(randomBytes(6)).toString('hex');
}

/** Who is on duty, who comes next, and how the days ahead look. */
export type DutyView = Awaited<ReturnType<typeof viewDuty>>;

/** Reads the roster; people who can no longer log in are not on duty, and partners' liaisons fill no gap. */
export async function viewDuty(deps: Pick<DutyDeps, 'store' | 'clock'>, span?: rosters.Span) {
  const now = deps.clock.now();
  const plan = await readPlan(deps);
  const liaisons = await readLiaisons(deps);
  const names = await dutyNames(deps);
  const roster = only(plan, (name) => !isLiaison(name) && (names?.includes(name) ?? true));
  const called = only(plan, (name) => liaisons.has(name));
  const seen = span ?? { start: now, end: now + 7 * 86_400_000 };
  return {
    plan,
    now: rosters.onDutyAt(roster, now),
    next: rosters.nextOnDuty(roster, now),
    /** Within the span that was asked for: duties, liaisons' too, times without anybody of the desk, and with somebody. */
    duties: [...rosters.dutiesIn(roster, seen), ...rosters.dutiesIn(called, seen)],
    gaps: isEmpty(plan) ? [] : rosters.gapsIn(roster, seen),
    open: rosters.openTimes(roster, seen),
    liaisons,
    /** The liaisons whose turn it is now. */
    reachable: rosters.onDutyAt(called, now).map(({ reviewer }) => reviewer),
  };
}

/** Whether nobody has made a roster yet: then nobody is missed. */
export function isEmpty({ shifts, changes }: rosters.Roster): boolean {
  return shifts.length + changes.length === 0;
}

function only(
  { shifts, changes }: rosters.Roster,
  isTheirs: (name: string) => boolean,
): rosters.Roster {
  const isKept = ({ reviewer }: { reviewer: string }) => isTheirs(reviewer);
  return { shifts: shifts.filter(isKept), changes: changes.filter(isKept) };
}

/** Whom the duty can call at the active partners, by names such as `Sari (bawaslu)`; a liaison stands before the deputy. */
type Liaisons = ReadonlyMap<string, Liaison & { organisation: string }>;

/** Reads all liaisons as the partners name them now. */
export async function readLiaisons(deps: DocumentDeps): Promise<Liaisons> {
  const active = (await listOrganisations(deps)).filter(({ isActive }) => isActive);
  const all = active.flatMap(({ id: organisation, liaison, deputy }) =>
    [liaison, deputy]
      .filter((line) => line !== undefined)
      .map(readLiaison)
      .map((each) => [`${each.name} (${organisation})`, { ...each, organisation }] as const),
  );
  return new Map(all);
}

/** Whom to call about an alarm, under their names on the roster: those of the partner that does not answer. */
export function liaisonsFor({ kind, detail }: Pick<Alert, 'kind' | 'detail'>, liaisons: Liaisons) {
  const all = [...liaisons].map(([id, each]) => ({ id, ...each }));
  return all.filter(({ organisation }) => kind === 'partner' && organisation === detail);
}
