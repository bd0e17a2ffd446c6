import type { Profile } from '../../domain/citizens/profile.ts';
import type { BotContent } from '../../domain/content/bot-content.ts';
import { start } from '../../domain/content/flow-names.ts';
import { planUnasked, type UnaskedMessage } from '../../domain/subscriptions/plan-unasked.ts';
import { nextUnaskedAt } from '../../domain/subscriptions/subscription.ts';
import type { UnaskedRules } from '../../domain/subscriptions/unasked-rules.ts';
import type { Input } from '../../engine/effect.ts';
import { openQuestion } from '../../engine/flow.ts';
import type { Plan, TurnState } from '../../ports/turn-state.ts';
import { requestsAt } from '../privacy/process-requests.ts';
import { dueAt, dueReminders } from '../reports/report-reminders.ts';

/** What the plan for a time that has come goes by, besides the turn itself. */
export interface DueTimes {
  now: number;
  citizen: string;
  reportDays: number;
  reach: UnaskedRules;
}
/** Silence after a question, or an alarm: a report's reminder or end, a request that waits, or something to be told unasked. */
export function planDue(script: BotContent, turn: TurnState, times: DueTimes): Plan {
  const { now, reportDays } = times;
  const { block, humanUntil } = turn.profile;
  const nothing = { type: 'turn', done: [], messages: 0 } as const;
  const alarm = nextWake(turn.profile, reportDays);
  if (alarm === null || alarm > now) return { ...nothing, input: { type: 'timeout' } };
  const owed = earliest(dueAt(turn.profile, reportDays), requestsAt(turn.profile));
  if (owed === null || owed > now) {
    const reach = planUnasked(turn.profile.reach ?? {}, {
      ...times,
      ...turn,
      rules: times.reach,
      isBusy: isHeld(script, turn) || Math.max(block?.until ?? 0, humanUntil ?? 0) > now,
    });
    return { ...nothing, isAlarm: true, reach, input: inputFor(reach.tells) };
  }
  const reminds = dueReminders(turn.profile, now).length > 0 && wantsNews(turn);
  return { ...nothing, isAlarm: true, input: reminds ? start('report-reminder') : null };
}

/** Whether a citizen wants to hear of us without having asked just now. */
export function wantsNews({ profile }: TurnState): boolean {
  return !profile.isOptedOut && !profile.isRestricted;
}

function inputFor(tells: UnaskedMessage | undefined): Input | null {
  switch (tells?.type) {
    case undefined:
    case 'invitation':
      return null;
    case 'warning':
      return start('warning', { factCheck: tells.factCheck });
    case 'digest':
      return start('digest');
    case 'lesson':
      return start('learn');
  }
}

/** Whether a question waits for an answer. */
export function isHeld({ flows }: BotContent, { conversation }: TurnState): boolean {
  return openQuestion(flows, conversation) !== undefined;
}

/** Returns when the next turn of a citizen without a message is due; unasked messages wait while their data is restricted. */
export function nextWake(profile: Profile, reportDays: number): number | null {
  const owed = earliest(dueAt(profile, reportDays), requestsAt(profile));
  return profile.isRestricted ? owed : earliest(owed, nextUnaskedAt(profile.reach ?? {}));
}

/** Returns the earlier of two times; null means never. */
export function earliest(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.min(one, other);
}
