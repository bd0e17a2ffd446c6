import {
  type Alarm,
  type AlarmMessage,
  type AlarmRules,
  alarmId,
  type Cause,
  countingCauses,
  followCause,
  isUp,
  namesToCall,
} from '../../domain/duty/alert.ts';
import type { AlarmWays } from '../../ports/alert-channels.ts';
import { readRules } from './alert-rules.ts';
import { type KeptAlarm, keepAlarm, readTrouble, TO_WEBHOOK } from './alerts.ts';
import type { DutyDeps } from './duty-deps.ts';
import { findCauses } from './find-incidents.ts';
import { readPulses } from './heartbeat.ts';
import { viewDuty } from './on-duty.ts';
import { readPeople } from './people.ts';
import { sendAlarms } from './send-alerts.ts';

/** What a process needs to watch over the post. */
export type Watching = Pick<DutyDeps, 'store' | 'index' | 'clock' | 'settings' | 'warn'> & {
  ways: AlarmWays;
  /** How long an alarm waits for somebody before the next one is called. */
  escalateMs: number;
  /** How much room the disk of the store has left, where this process can tell. */
  freeBytes?(): Promise<number>;
};

/**
 * One look at the post: what is wrong is followed, raised once, and told; what is over is ended. Any process may
 * look; a change holds only against what was read, so that one of them raises an alarm and the others find it raised.
 */
export async function watch(watching: Watching): Promise<void> {
  const { store, clock } = watching;
  const now = clock.now();
  const [pulses, rules] = [await readPulses({ store }, now), await readRules({ store })];
  const freeBytes = await watching.freeBytes?.();
  const found = countingCauses(await findCauses(watching, pulses, freeBytes), rules);
  const known = await readTrouble({ store });
  const toCall = await callerOf(watching, rules);
  const causes = new Map(found.map((cause) => [alarmId(cause), cause]));
  for (const id of new Set([...causes.keys(), ...known.map((each) => each.id)])) {
    const before = known.find((each) => each.id === id);
    await followOne(watching, { id, before, cause: causes.get(id), rules, toCall });
  }
  await sendAlarms(watching);
}

interface Following {
  id: string;
  before: KeptAlarm | undefined;
  cause: Cause | undefined;
  rules: AlarmRules;
  toCall(alarm: Alarm): { names: string[]; mails: string[] };
}

async function followOne(
  { store, clock, ways }: Watching,
  { id, before, cause, rules, toCall }: Following,
): Promise<void> {
  const kind = cause?.kind ?? before?.kind;
  if (!kind) return;
  const now = clock.now();
  const next = followCause(before, cause, { rule: rules[kind], now });
  if (!next) {
    if (before) await store.papers.remove('alarm', before);
    return;
  }
  const { names, mails } = toCall(next);
  const news = newsOf(before, next, names);
  const messages = news
    ? [
        ...next.messages,
        ...(ways.webhook ? [{ ...TO_WEBHOOK, news, at: now }] : []),
        ...(ways.mail ? mails.map((to) => ({ ...BY_MAIL, to, news, at: now })) : []),
      ]
    : next.messages;
  const called = names.length > 0 && { called: [...next.called, ...names], calledAt: now };
  if (next === before && !news) return;
  const revision = before?.revision ?? 0;
  await keepAlarm({ store }, { ...next, ...called, messages, id, revision });
}

const BY_MAIL = { way: 'mail', state: 'waiting', tries: 0 } as const;

function newsOf(
  before: Alarm | undefined,
  next: Alarm,
  names: readonly string[],
): AlarmMessage['news'] | undefined {
  const wasUp = before !== undefined && isUp(before);
  if (isUp(next) && !wasUp) return 'raised';
  if (!isUp(next) && wasUp) return 'ended';
  return names.length > 0 ? 'escalated' : undefined;
}

/** Tells for an alarm whom to call now, and which of them by e-mail. */
async function callerOf({ store, clock, escalateMs }: Watching, rules: AlarmRules) {
  const duty = await viewDuty({ store, clock });
  const people = await readPeople({ store });
  const onDuty = duty.now.map(({ reviewer }) => reviewer);
  const list = duty.plan.callList;
  const now = clock.now();
  return (alarm: Alarm) => {
    const { isGrave } = rules[alarm.kind];
    const names = namesToCall(alarm, { onDuty, list, people, isGrave, escalateMs, now });
    const mails = names.filter((name) => people.get(name)?.email !== undefined);
    return { names, mails };
  };
}
