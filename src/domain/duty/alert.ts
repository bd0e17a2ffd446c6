import { z } from 'zod';
import { keysOf } from '../../i18n/keys-of.ts';
import { isQuietAt, type QuietHours } from '../subscriptions/budget.ts';
import type { Zone } from '../time/clock-zone.ts';
import rules from './default-rules.json' with { type: 'json' };

/**
 * Causes of an alert: a case or a report that is urgent and nobody holds, a case that spreads, cases past their time, a number that is paused or down,
 * a queue that fails, no working process, nobody on duty, a partner who does not answer, a
 * citizen's request past its legal deadline, a report that waits too long at the desk, a full disk,
 * replies that are stuck, a month that cannot be counted, an allowance of messages that runs short, and what Meta tells of a number, an account
 * or a template: bad, or to look at.
 */
export const alertKinds = keysOf(rules);
export type AlertKind = (typeof alertKinds)[number];

/** When an incident of one kind becomes an alert, as an admin may set it. */
export const alertRuleSchema = z.object({
  isOn: z.boolean(),
  /** Lowest value that counts: citizens within the hour, late cases, 2 for a life in danger; 1 if nothing is counted. */
  threshold: z.int().min(1).max(10_000),
  /** How long it has to last first. */
  minutes: z.int().min(0).max(1440),
  /** Whether it also reaches people in their quiet hours. */
  isGrave: z.boolean(),
});
export type AlertRule = z.infer<typeof alertRuleSchema>;
export type AlertRules = Readonly<Record<AlertKind, AlertRule>>;

export const defaultRules: AlertRules = rules;

const causeSchema = z.object({
  kind: z.enum(alertKinds),
  of: z.string(),
  value: z.number(),
  /** Reason, or whose partner's it is, if known; contains no data of citizens. */
  detail: z.string().optional(),
});
/** Incident at one moment; `of` is a ticket, a referral, a channel, a month, a notice's topic and subject, or empty. */
export type Cause = z.infer<typeof causeSchema>;

const alertMessageSchema = z.object({
  way: z.enum(['webhook', 'mail']),
  /** Name of the person; empty for the webhook. */
  to: z.string(),
  news: z.enum(['raised', 'escalated', 'acknowledged', 'ended']),
  state: z.enum(['waiting', 'sent', 'failed']),
  tries: z.number(),
  /** When it was sent, or is due. */
  at: z.number(),
});
/** Message sent or due to the outside: to the webhook, or to a person by e-mail. */
export type AlertMessage = z.infer<typeof alertMessageSchema>;

/** Incident from the moment it is seen; an alert once it is raised. */
export const alertSchema = causeSchema.extend({
  since: z.number(),
  raisedAt: z.number().optional(),
  acknowledged: z.object({ by: z.string(), at: z.number() }).optional(),
  endedAt: z.number().optional(),
  /** Names called, in order, and when last. */
  called: z.array(z.string()),
  calledAt: z.number().optional(),
  messages: z.array(alertMessageSchema),
});
export type Alert = z.infer<typeof alertSchema>;

/** How to reach a person on the roster; quiet hours are minutes since midnight in their zone. */
export interface Callable {
  zone: Zone;
  quiet?: QuietHours | undefined;
}

/** Identifies an alert: the same incident twice is one alert. */
export function alertId({ kind, of }: Pick<Cause, 'kind' | 'of'>): string {
  return of === '' ? kind : `${kind}:${of}`;
}

/** Returns the incidents that a rule counts. */
export function countingCauses(causes: readonly Cause[], rules: AlertRules): Cause[] {
  return causes.filter(({ kind, value }) => rules[kind].isOn && value >= rules[kind].threshold);
}

/** Whether an alert is active: raised, and its incident is not over. */
export function isUp({ raisedAt, endedAt }: Alert): boolean {
  return raisedAt !== undefined && endedAt === undefined;
}

/** Updates an alert: seen, raised once the incident has lasted, ended; undefined for none. */
export function followCause(
  alarm: Alert | undefined,
  cause: Cause | undefined,
  { rule, now }: { rule: AlertRule; now: number },
): Alert | undefined {
  if (!cause) {
    if (!alarm || alarm.endedAt !== undefined) return alarm;
    return alarm.raisedAt === undefined ? undefined : { ...alarm, endedAt: now };
  }
  const isOver = alarm?.endedAt !== undefined;
  const seen: Alert = alarm && !isOver ? alarm : { ...cause, since: now, called: [], messages: [] };
  const { value, detail = seen.detail } = cause;
  const isSame = value === seen.value && detail === seen.detail;
  const told = isSame ? seen : { ...seen, value, detail };
  if (seen.raisedAt !== undefined || now - seen.since < rule.minutes * 60_000) return told;
  return { ...told, raisedAt: now };
}

/** People whom an alert could call. */
export interface CallOut {
  onDuty: readonly string[];
  /** Call list in order, for alerts that nobody acknowledges. */
  list: readonly string[];
  /** Whom to call when nobody before them acknowledges: the admins, for a grave one everybody who may be on duty. */
  others: readonly string[];
  people: ReadonlyMap<string, Callable>;
  isGrave: boolean;
  escalateMs: number;
  now: number;
}

/** How often a grave alert goes through everybody whom it could call. */
const MOST_ROUNDS = 5;

/** Returns the names to call now: those on duty, one more after each interval, then the others; a grave alarm knows no quiet hours, and goes through all of them several times. */
export function namesToCall(alarm: Alert, callOut: CallOut): string[] {
  if (!isUp(alarm) || alarm.acknowledged) return [];
  const { onDuty, list, others, isGrave, now, escalateMs } = callOut;
  const isAwake = (name: string) => isGrave || !isQuiet(callOut.people.get(name), now);
  const duty = onDuty.filter(isAwake);
  if (alarm.called.length === 0 && duty.length > 0) return duty;
  if (alarm.calledAt !== undefined && now - alarm.calledAt < escalateMs) return [];
  const calls = (name: string) => alarm.called.filter((each) => each === name).length;
  const all = [...list, ...duty, ...others].filter(isAwake);
  const round = isGrave ? Math.min(...all.map(calls)) : 0;
  const next = round < MOST_ROUNDS ? all.find((name) => calls(name) === round) : undefined;
  return next === undefined ? [] : [next];
}

/** Whether a person has quiet hours now; hours that end before they begin run over midnight. */
export function isQuiet(person: Callable | undefined, now: number): boolean {
  return person?.quiet !== undefined && isQuietAt(now, person.zone, person.quiet);
}
