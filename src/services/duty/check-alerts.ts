import { isDeepStrictEqual } from 'node:util';
import { isExercise, markOf } from '../../domain/cases/exercise.ts';
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
import type { StaffLanguage } from '../../i18n/languages.ts';
import type { AlertChannels, Email } from '../../ports/alert-channels.ts';
import { readPeople, readPerson } from '../accounts/people.ts';
import { alertWords } from './alert-text.ts';
import {
  deleteAlert,
  readRules,
  readTrouble,
  type StoredAlert,
  saveAlert,
  TO_WEBHOOK,
} from './alerts.ts';
import type { DutyDeps } from './duty-deps.ts';
import { findCauses } from './find-incidents.ts';
import { readHeartbeats } from './heartbeat.ts';
import { type DutyView, dutyNames, liaisonsFor, readLiaisons, viewDuty } from './roster.ts';

export type CheckDeps = Parameters<typeof findCauses>[0] &
  Pick<DutyDeps, 'warn'> & {
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

const MINUTE = 60_000;
/** Longer than any attempt takes; if its process has died, another one tries after it. */
const LEASE_MS = 2 * MINUTE;
const MOST_TRIES = 6;

type Sending = Pick<DutyDeps, 'store' | 'clock' | 'settings' | 'warn'> & { ways: AlertChannels };

/** Sends what alarms have to tell, each by one process; what fails is tried again, later each time. */
async function sendAlerts(sending: Sending): Promise<void> {
  const { store, clock } = sending;
  for (const alarm of await readTrouble({ store })) {
    for (const message of alarm.messages) {
      if (message.state !== 'waiting' || message.at > clock.now()) continue;
      await sendOne(sending, alarm.id, message);
    }
  }
}

async function sendOne(sending: Sending, id: string, message: AlertMessage): Promise<void> {
  const { store, clock, warn } = sending;
  const leased = { ...message, tries: message.tries + 1, at: clock.now() + LEASE_MS };
  const alarm = await replace(store, { id, from: message, to: leased });
  if (!alarm) return; // another process has it
  const isSent = await send(sending, alarm, leased).catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    warn(`an alarm could not be sent by ${message.way}: ${why}`);
    return false as const;
  });
  const now = clock.now();
  if (isSent === undefined) {
    await replace(store, { id, from: leased, to: undefined });
    return;
  }
  const isOver = isSent || leased.tries >= MOST_TRIES;
  const state = isSent ? 'sent' : isOver ? 'failed' : 'waiting';
  const at = isOver ? now : now + MINUTE * 2 ** leased.tries;
  await replace(store, { id, from: leased, to: { ...leased, state, at } });
}

/** Sends a message; undefined where there is no such way (any more). */
async function send(sending: Sending, alarm: Alert, message: AlertMessage) {
  const { ways, store } = sending;
  if (message.way === 'webhook') {
    const { messages: _, calledAt: __, ...told } = alarm;
    const id = `${alarm.kind}:${alarm.of}:${alarm.since}:${message.news}:${alarm.called.length}`;
    if (!ways.webhook) return undefined;
    const marked = isExercise(alarm.of) ? { ...told, exercise: true } : told;
    await ways.webhook({ id, news: message.news, alarm: marked });
    return true;
  }
  const { language, ...person } = await readPerson({ store }, message.to);
  const liaison = (await readLiaisons({ store })).get(message.to);
  const { email: to } = liaison ?? person;
  if (to === undefined || !ways.mail) return undefined;
  await ways.mail({ to, ...letterOn(sending, alarm, { language, isPartner: !!liaison }) });
  return true;
}

function letterOn(
  { settings }: Sending,
  alarm: Alert,
  { language, isPartner }: { language: StaffLanguage; isPartner: boolean },
): Omit<Email, 'to'> {
  const words = alertWords[language];
  const page = `${settings.site.address ?? ''}/review/`;
  const ask = isPartner
    ? words.ask('answer', `${page}board/${alarm.of}`)
    : words.ask('acknowledge', `${page}alarms`);
  const text = `${words.what(alarm)}\n\n${ask}\n`;
  return { subject: `[${settings.post}] ${markOf(alarm.of)}${words.kind[alarm.kind]}`, text };
}

/** Puts a message, or none, in the place of one that is still as it was read; undefined where it is not. */
async function replace(
  store: DutyDeps['store'],
  { id, from, to }: { id: string; from: AlertMessage; to: AlertMessage | undefined },
): Promise<StoredAlert | undefined> {
  for (;;) {
    const alarm = (await readTrouble({ store })).find((each) => each.id === id);
    const at = alarm?.messages.findIndex((each) => isDeepStrictEqual(each, from)) ?? -1;
    if (!alarm || at < 0) return undefined;
    const changed = { ...alarm, messages: alarm.messages.toSpliced(at, 1, ...(to ? [to] : [])) };
    if (await saveAlert({ store }, changed)) return changed;
  }
}
