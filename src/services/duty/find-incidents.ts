import { markOf } from '../../domain/cases/exercise.ts';
import type { Urgency } from '../../domain/cases/urgency.ts';
import type { Cause } from '../../domain/duty/alert.ts';
import { causeOf, gradeOf } from '../../domain/duty/number-notice.ts';
import { escalationsDue } from '../../domain/partners/referral.ts';
import { spentIn } from '../../domain/stats/allowance.ts';
import { jakartaDay } from '../../domain/time/jakarta-day.ts';
import type { DocumentDeps } from '../../ports/documents.ts';
import { followQueue } from '../cases/queue.ts';
import { listNotices } from '../messaging/number-notices.ts';
import { listReferrals } from '../partners/referrals.ts';
import { listReports } from '../partners/review-report.ts';
import { RIGHTS_MS } from '../privacy/process-requests.ts';
import { readSpending, uncountedMonths } from '../stats/monthly-counters.ts';
import type { DutyDeps } from './duty-deps.ts';
import { channelsOf, HELD_BY_NOBODY, type Heartbeat, heldByNobody } from './heartbeat.ts';
import { isEmpty, viewDuty } from './roster.ts';
import { lastSent, stuckMs } from './stuck.ts';

type Seeing = Pick<DutyDeps, 'store' | 'queue' | 'index' | 'clock' | 'settings'> & {
  /** When the last backup of the data folder was finished, in seconds since 1970; 0 if never. */
  lastBackup?(): number;
  /** Whether it could not be copied elsewhere, as the operator wants it. */
  isCopyMissing?(): boolean;
};

/** All trouble that can be seen at this moment, in the cases, the processes and the roster. */
export async function findCauses(
  deps: Seeing,
  pulses: readonly Heartbeat[],
  freeBytes?: number | undefined,
): Promise<Cause[]> {
  const duty = await viewDuty(deps);
  const isMissed = !isEmpty(duty.plan) && duty.now.length === 0;
  return [
    ...(await findInQueue(deps)),
    ...findInProcesses(pulses),
    ...(await findReports(deps)),
    ...(await findAtPartners(deps)),
    ...(await findOverdueRights(deps)),
    ...(await uncountedMonths(deps)).map((of) => ({ kind: 'record', of, value: 1 }) as const),
    ...(await findNotices(deps, deps.clock.now())),
    ...(await findSpending(deps)),
    ...(isMissed ? [{ kind: 'unattended', of: '', value: 1 } as const] : []),
    ...(freeBytes !== undefined && freeBytes < FEW_BYTES ? [NO_ROOM] : []),
    ...(await findStuck(deps, pulses)),
    ...(deps.index.embedding()?.state === 'down' ? [NO_ENCODER] : []),
    ...findOldBackup(deps),
    ...(deps.isCopyMissing?.() ? [NO_COPY] : []),
  ];
}

async function findInQueue(deps: Seeing) {
  const queue = await followQueue(deps);
  const bursts = queue.bursts().flatMap(({ case: { ticket }, priority }): Cause[] => {
    const burst = priority.reasons.find(({ type }) => type === 'burst');
    return burst?.type === 'burst' ? [{ kind: 'burst', of: ticket, value: burst.citizens }] : [];
  });
  const urgent = queue.list().flatMap(({ case: found, priority, lease }) => {
    const isFree = lease === undefined && (found.snoozedUntil ?? 0) <= deps.clock.now();
    return isFree ? urgentCause(found.ticket, priority.urgency) : [];
  });
  const late = queue.list({ list: 'late' });
  const byMark = Map.groupBy(late, ({ case: { ticket } }) => markOf(ticket));
  const backlog = [...byMark].map(
    ([of, { length }]): Cause => ({ kind: 'backlog', of, value: length }),
  );
  return [...urgent, ...bursts, ...backlog];
}

function urgentCause(of: string, urgency: Urgency): Cause[] {
  return urgency === 'usual' ? [] : [{ kind: 'urgent', of, value: urgency === 'life' ? 2 : 1 }];
}

/** Finds reports that wait for the desk: urgent ones at once, others after their time or when the law's is nearly up. */
async function findReports(deps: Seeing): Promise<Cause[]> {
  const now = deps.clock.now();
  const tomorrow = jakartaDay(now + 86_400_000);
  const waiting = (await listReports(deps)).filter(
    ({ state, isRestricted }) => state === 'waiting' && !isRestricted,
  );
  return waiting.flatMap(({ reference: of, urgency, proposedAt, deadline }): Cause[] => {
    const isDue = deadline !== undefined && deadline <= tomorrow;
    const isLate = now - proposedAt > deps.settings.serviceMs;
    const detail = deadline ?? '–';
    const late: Cause[] = isDue || isLate ? [{ kind: 'report', of, value: 1, detail }] : [];
    return [...urgentCause(of, urgency), ...late];
  });
}

/** Finds referrals that a partner has ignored although their second contact was notified. */
async function findAtPartners({ store, clock }: Seeing): Promise<Cause[]> {
  const now = clock.now();
  return (await listReferrals({ store }))
    .filter((referral) => escalationsDue(referral, now) === 2)
    .map(({ reference: of, organisation: detail }) => ({ kind: 'partner', of, value: 1, detail }));
}

/** What citizens asked of their data so long ago that the law has it done by now. */
async function findOverdueRights({ store, clock }: Seeing): Promise<Cause[]> {
  const value = await store.rights.countOpenSince(clock.now() - RIGHTS_MS);
  return value === 0 ? [] : [{ kind: 'rights', of: '', value }];
}

/** How many hours ago the last backup was finished; who never made one makes them elsewhere, or none. */
function findOldBackup({ clock, lastBackup = () => 0 }: Seeing): Cause[] {
  const hours = Math.floor((clock.now() / 1000 - lastBackup()) / 3600);
  return lastBackup() === 0 ? [] : [{ kind: 'backup', of: '', value: hours }];
}

/** Finds what Meta has told of a number, an account or a template, and has not taken back. */
export async function findNotices(deps: DocumentDeps, now: number): Promise<Cause[]> {
  return (await listNotices(deps)).flatMap((notice): Cause[] => {
    const grade = gradeOf(notice, now);
    const kind = grade === 'bad' ? 'number' : 'notice';
    return grade === 'good' ? [] : [{ kind, ...causeOf(notice) }];
  });
}

/** How much of the month's allowance is used, in percent; nothing where there is none. */
async function findSpending(deps: Seeing): Promise<Cause[]> {
  const { monthlyAllowance } = deps.settings;
  if (monthlyAllowance === 0) return [];
  const share = spentIn(await readSpending(deps)) / monthlyAllowance;
  return [{ kind: 'allowance', of: '', value: Math.floor(100 * share) }];
}

/** A number counts as well where any process can use it; the queue, where all that are alive say so. */
function findInProcesses(pulses: readonly Heartbeat[]): Cause[] {
  const reasons = new Map(pulses.flatMap((pulse) => Object.entries(pulse.reasons ?? {})));
  for (const way of heldByNobody(pulses)) reasons.set(way, HELD_BY_NOBODY);
  const channels = [...channelsOf(pulses)].flatMap(([name, state]): Cause[] => {
    const detail = reasons.get(name);
    const why = detail === undefined ? {} : { detail };
    return state === 'ok' ? [] : [{ kind: 'channel', of: name, value: 1, ...why }];
  });
  const lame = pulses.filter(({ hasJobs }) => !hasJobs).length;
  const queue: Cause[] = lame > 0 ? [{ kind: 'queue', of: '', value: lame }] : [];
  const [detail, ...more] = pulses.flatMap(({ matching }) => matching ?? []);
  const value = 1 + more.length;
  const matching: Cause[] = detail ? [{ kind: 'matching', of: '', value, detail }] : [];
  const isIdle = pulses.length > 0 && pulses.every(({ isWorker }) => !isWorker);
  return [...channels, ...queue, ...matching, ...(isIdle ? [NO_WORKER] : [])];
}

/** Replies that wait although they could have gone; what nobody asked for may wait for hours, as it gives way. */
async function findStuck({ store, clock }: Seeing, pulses: readonly Heartbeat[]) {
  const now = clock.now();
  const stuck = stuckMs(await store.load(now), { now, sentAt: lastSent(pulses) });
  const cause = { kind: 'stuck', of: '', value: Math.floor(stuck / 60_000) } as const;
  return stuck === 0 ? [] : [cause];
}

/** Room for some thousand messages with pictures. */
const FEW_BYTES = 500 * 1024 ** 2;
const NO_ROOM: Cause = { kind: 'disk', of: '', value: 1 };
const NO_ENCODER: Cause = { kind: 'encoder', of: '', value: 1 };
const NO_COPY: Cause = { kind: 'copy', of: '', value: 1 };
const NO_WORKER: Cause = { kind: 'worker', of: '', value: 1 };
