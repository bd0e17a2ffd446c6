import type { Role } from '../../src/domain/accounts/permissions.ts';
import { isUp } from '../../src/domain/duty/alert.ts';
import { partnerStatuses, referralStatuses } from '../../src/domain/partners/referral.ts';
import { performCaseAction } from '../../src/services/cases/case-actions.ts';
import { listQueue } from '../../src/services/cases/queue.ts';
import { acknowledge, listAlerts } from '../../src/services/duty/alerts.ts';
import { answerReferral } from '../../src/services/partners/refer-case.ts';
import { listBoard, viewReferral } from '../../src/services/partners/referral-board.ts';
import {
  actOnReport,
  listReports,
  viewReportReferral,
} from '../../src/services/partners/review-report.ts';
import type { Night } from './play-night.ts';
import { MINUTE, type NightPartner } from './script.ts';

/** Somebody at the desk, from when until when they work, and whether the telephone wakes them besides. */
export interface Worker {
  name: string;
  role: Role;
  shifts: readonly { start: number; end: number }[];
  hearsCalls: boolean;
}

/** How long somebody looks at the desk whom a call has woken. */
const AWAKE_MS = 3 * MINUTE;

/** A minute of somebody at the desk: the alarm first, then reports, then the queue. */
export async function workAMinute(night: Night, worker: Worker): Promise<void> {
  const { now, lots } = night;
  const isOnShift = worker.shifts.some(({ start, end }) => start <= now() && now() < end);
  const calledAt = night.calledAt.get(worker.name) ?? Number.POSITIVE_INFINITY;
  const called = now() > calledAt && now() <= calledAt + AWAKE_MS;
  if (!isOnShift && !(called && worker.hearsCalls)) return;
  if (await takeAlarm(night, worker)) return;
  if (!isOnShift || lots.chance(0.3)) return; // who was woken goes back to bed; others have to think
  if (await takeReport(night, worker)) return;
  await takeCase(night, worker);
}

/** Acknowledges the alarm that has waited longest, and opens what it is about. */
async function takeAlarm(night: Night, { name }: Worker): Promise<boolean> {
  const { deps } = night;
  const isSeen = ({ raisedAt = 0 }) => raisedAt < night.now(); // nobody is there at the very moment
  const all = (await listAlerts(deps)).filter(isSeen);
  const open = all.filter((each) => isUp(each) && !each.acknowledged);
  const alarm = open.find(({ kind }) => kind === 'urgent') ?? open.at(-1);
  if (!alarm) return false;
  if ((await acknowledge(deps, alarm.id, name)) !== 'acknowledged') return false;
  if (alarm.kind === 'urgent') night.see(alarm.of);
  return true;
}

async function takeReport(night: Night, { name: by }: Worker): Promise<boolean> {
  const { deps, lots } = night;
  const [first] = (await listReports(deps)).filter(({ state }) => state === 'waiting');
  if (!first) return false;
  const { reference } = first;
  const view = await viewReportReferral(deps, reference);
  night.see(reference);
  const act =
    view?.deaf || lots.chance(0.12)
      ? ({ type: 'decline', reason: 'Belum ada yang bisa ditindaklanjuti.' } as const)
      : ({ type: 'pass' } as const);
  const done = await actOnReport(deps, { reference, by, act });
  night.note(`report ${act.type} ${done.type}`);
  return true;
}

async function takeCase(night: Night, worker: Worker): Promise<void> {
  const { deps, lots } = night;
  const queue = await listQueue(deps, { reviewer: worker.name, filter: { list: 'ready' } });
  const waiting = queue.find(({ case: found }) => found.proposal?.by !== worker.name);
  if (!waiting) return;
  const { ticket, proposal } = waiting.case;
  night.see(ticket);
  const actor = { name: worker.name, role: worker.role };
  const perform = async (action: Parameters<typeof performCaseAction>[2]) => {
    const done = await performCaseAction(deps, { ticket, actor }, action);
    night.note(`case ${action.name} ${done.type}`);
    return done;
  };
  if (proposal) {
    if (worker.role === 'editor') await perform({ name: 'approve' });
    return;
  }
  if ((await perform({ name: 'claim' })).type !== 'done') return;
  const partner =
    waiting.partner ??
    (lots.chance(0.3) ? { organisation: lots.pick(night.partners).id } : undefined);
  if (partner && lots.chance(0.7)) {
    await perform({ name: 'refer', organisation: partner.organisation });
    await perform({ name: 'close', closing: 'referred' });
  } else if (lots.chance(0.4)) await perform({ name: 'close', closing: 'unverifiable' });
  else await perform({ name: 'decide', ...decision(lots.mark()) });
}

function decision(mark: string) {
  return {
    verdict: 'salah',
    summary: `Petugas setempat membantahnya dengan daftar ${mark} yang terbuka untuk umum.`,
    url: `https://cek.example.org/${mark.toLowerCase()}`,
    title: `Kabar ${mark} tidak benar`,
  };
}

/** A minute of an officer of a partner, who reads what is on the board and answers some of it. */
export async function answerAMinute(
  night: Night,
  partner: NightPartner,
  by: string,
): Promise<void> {
  const { deps, lots } = night;
  if (partner.isSilent || !lots.chance(0.5)) return;
  const lines = (await listBoard(deps, partner.id)).filter(({ standing }) => standing !== 'over');
  const line = lots.chance(0.7) ? lines[0] : lots.pick(lines);
  if (!line) return;
  const { reference } = line;
  const entry = await viewReferral(deps, reference, partner.id);
  night.leave(partner.id, 'board', JSON.stringify(entry));
  const ahead = partnerStatuses.slice(referralStatuses.indexOf(line.status));
  const status = lots.pick(ahead);
  const note = lots.chance(0.3) ? { note: 'Sedang kami tinjau bersama petugas setempat.' } : {};
  const answer = { reference, organisation: partner.id, status, ...note, by } as const;
  await answerReferral(deps, { ...answer, recordedBy: 'partner' });
}
