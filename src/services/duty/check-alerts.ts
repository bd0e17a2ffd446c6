import {
  type Alert,
  type AlertMessage,
  type AlertRules,
  alertId,
  type Cause,
  countingCauses,
  followCause,
  isUp,
  namesToCall,
} from '../../domain/duty/alert.ts';
import { isLiaison } from '../../domain/partners/liaison.ts';
import type { AlertChannels } from '../../ports/alert-channels.ts';
import { readPeople } from '../accounts/people.ts';
import { readRules } from './alert-rules.ts';
import { deleteAlert, readTrouble, type StoredAlert, saveAlert, TO_WEBHOOK } from './alerts.ts';
import type { DutyDeps } from './duty-deps.ts';
import { findCauses } from './find-incidents.ts';
import { readHeartbeats } from './heartbeat.ts';
import { liaisonsFor } from './liaisons.ts';
import { type DutyView, viewDuty } from './on-duty.ts';
import { dutyNames } from './roster.ts';
import { sendAlerts } from './send-alerts.ts';

/** Dependencies of the monitor. */
export type CheckDeps = Pick<DutyDeps, 'store' | 'index' | 'clock' | 'settings' | 'warn'> & {
  ways: AlertChannels;
  /** How long an alert waits for an acknowledgement before the next person is called. */
  escalateMs: number;
  /** Returns the free disk space of the store, if this process can tell. */
  freeBytes?(): Promise<number>;
};

/** Follows incidents, raises each alert once and ends those that are over; of several processes one succeeds. */
export async function checkAlerts(watching: CheckDeps): Promise<void> {
  const { store, clock } = watching;
  const now = clock.now();
  const [pulses, rules] = [await readHeartbeats({ store }, now), await readRules({ store })];
  const freeBytes = await watching.freeBytes?.();
  const found = countingCauses(await findCauses(watching, pulses, freeBytes), rules);
  const known = await readTrouble({ store });
  const toCall = await callerOf(watching, rules);
  const causes = new Map(found.map((cause) => [alertId(cause), cause]));
  for (const id of new Set([...causes.keys(), ...known.map((each) => each.id)])) {
    const before = known.find((each) => each.id === id);
    await followOne(watching, { id, before, cause: causes.get(id), rules, toCall });
  }
  await sendAlerts(watching);
}

interface Following {
  id: string;
  before: StoredAlert | undefined;
  cause: Cause | undefined;
  rules: AlertRules;
  toCall(alarm: Alert): { names: string[]; mails: string[] };
}

async function followOne(
  { store, clock, ways }: CheckDeps,
  { id, before, cause, rules, toCall }: Following,
): Promise<void> {
  const kind = cause?.kind ?? before?.kind;
  if (!kind) return;
  const now = clock.now();
  const next = followCause(before, cause, { rule: rules[kind], now });
  if (!next) {
    if (before) await deleteAlert({ store }, before);
    return;
  }
  const { names, mails } = toCall(next);
  const news = newsOf(before, next, names);
  const messages = news
    ? [
        ...next.messages,
        ...(ways.webhook ? [{ ...TO_WEBHOOK, news, at: now }] : []),
        ...(ways.mail
          ? mails.map((to) => ({ ...TO_WEBHOOK, way: 'mail' as const, to, news, at: now }))
          : []),
      ]
    : next.messages;
  const called = names.length > 0 && { called: [...next.called, ...names], calledAt: now };
  if (next === before && !news) return;
  const revision = before?.revision ?? 0;
  await saveAlert({ store }, { ...next, ...called, messages, id, revision });
}

function newsOf(
  before: Alert | undefined,
  next: Alert,
  names: readonly string[],
): AlertMessage['news'] | undefined {
  const wasUp = before !== undefined && isUp(before);
  if (isUp(next) && !wasUp) return 'raised';
  if (!isUp(next) && wasUp) return 'ended';
  return names.length > 0 ? 'escalated' : undefined;
}

/** So many people are called, one after the other, before the time to act on something urgent is up. */
const CALLED_IN_TIME = 3;

/** Returns whom to call now for an alert, and who of them by e-mail. */
async function callerOf({ store, clock, settings, ...watching }: CheckDeps, rules: AlertRules) {
  const duty = await viewDuty({ store, clock });
  const people = await readPeople({ store });
  const onDuty = duty.now.map(({ reviewer }) => reviewer);
  const list = duty.plan.callList.filter((name) => !isLiaison(name));
  const everyone = (await dutyNames({ store })) ?? [];
  const admins = (await dutyNames({ store }, 'change-settings')) ?? [];
  const now = clock.now();
  return (alarm: Alert) => {
    const { isGrave } = rules[alarm.kind];
    const actMs = settings.urgentMs[alarm.value > 1 ? 'life' : 'hour'];
    const mayWait = alarm.kind === 'urgent' ? actMs / CALLED_IN_TIME : Number.POSITIVE_INFINITY;
    const escalateMs = Math.min(watching.escalateMs, mayWait);
    const others = isGrave ? everyone : admins;
    const staff = namesToCall(alarm, { onDuty, list, others, people, isGrave, escalateMs, now });
    const names = [...staff, ...liaisonToCall(alarm, duty, staff.length > 0)];
    const addressOf = (name: string) => (people.get(name) ?? duty.liaisons.get(name))?.email;
    const mails = names.filter((name) => addressOf(name) !== undefined);
    return { names, mails };
  };
}

/** The partner's next liaison: those on duty or on the call list first; one at first, one more with each further call. */
function liaisonToCall(alarm: Alert, { plan, liaisons, reachable }: DutyView, isCalling: boolean) {
  const isDue = isUp(alarm) && !alarm.acknowledged && (isCalling || alarm.called.length === 0);
  const theirs = liaisonsFor(alarm, liaisons).filter(({ id }) => !alarm.called.includes(id));
  const inOrder = [...reachable, ...plan.callList, ...theirs.map(({ id }) => id)];
  const next = isDue && inOrder.find((name) => theirs.some(({ id }) => id === name));
  return next ? [next] : [];
}
