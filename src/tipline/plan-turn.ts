import { openFrame, type Values } from '../engine/conversation.ts';
import type { Input } from '../engine/effect.ts';
import { findState } from '../engine/find-state.ts';
import { planReach, type ReachPlan, type Telling } from '../reach/plan-reach.ts';
import type { ReachRules } from '../reach/way.ts';
import { IDENTITY_MARK } from '../review/identity-number.ts';
import { say } from '../words/say.ts';
import { isBlock } from './block.ts';
import type { Message, Notice } from './message.ts';
import { nextAlarm } from './next-alarm.ts';
import { type Reading, readMessage } from './read-letter.ts';
import { alarmAt, dueReminders } from './reports/report-alarms.ts';
import type { Script } from './script.ts';
import type { Received, TurnState } from './turn-state.ts';

/** What the next turn is about: which letters it deals with and what they do to the conversation. */
export type Plan =
  | { type: 'rest' }
  | { type: 'hold'; until: number }
  | {
      type: 'turn';
      done: readonly string[];
      messages: number;
      input: Input | null;
      /** The end of a block that begins; long past where one is lifted. */
      blockedUntil?: number;
      /** Whether a report's alarm led to it, rather than silence after a question. */
      isAlarm?: boolean;
      /** What a citizen is to be told unasked, and what stands to be told after that. */
      reach?: ReachPlan;
      /** A fact-check of which they are to be warned, as soon as they may be written to. */
      warned?: string;
    };

/** What a plan goes by besides the turn itself. */
interface DueTimes {
  now: number;
  citizen: string;
  reportDays: number;
  reach: ReachRules;
}
interface PlanningTimes extends DueTimes {
  quietMs: number;
}

/** Plans one turn; messages in quick succession are held for the quiet time and become one bundle. */
export function planTurn(
  script: Script,
  turn: TurnState,
  { now, quietMs, ...rest }: PlanningTimes,
): Plan {
  const [first] = turn.pending;
  const isDue = turn.due !== null && turn.due <= now;
  if (isDue && (!first || (turn.due ?? 0) <= first.arrivedAt)) {
    return planDue(script, turn, { now, ...rest });
  }
  if (!first) return { type: 'rest' };
  if (first.letter.type === 'notice') return planNotice(turn, first.key, first.letter);
  const group = groupOf(script, turn);
  const last = group.at(-1);
  const canGrow = group.some(({ reading }) => isBundled(reading) || isComment(reading));
  if (canGrow && last && last.arrivedAt + quietMs > now) {
    return { type: 'hold', until: last.arrivedAt + quietMs };
  }
  const done = group.map(({ key }) => key);
  return { type: 'turn', done, messages: group.length, input: inputOf(script, turn, group) };
}

interface Read extends Received {
  letter: Message;
  reading: Reading;
}

/** Silence after a question, or an alarm: a report's reminder or end, or something to be told unasked. */
function planDue(script: Script, turn: TurnState, times: DueTimes): Plan {
  const { now, reportDays } = times;
  const nothing = { type: 'turn', done: [], messages: 0 } as const;
  const alarm = nextAlarm(turn.profile, reportDays);
  if (alarm === null || alarm > now) return { ...nothing, input: { type: 'waited' } };
  const report = alarmAt(turn.profile, reportDays);
  if (report === null || report > now) {
    const reach = planReach(turn.profile.reach ?? {}, {
      ...times,
      ...turn,
      rules: times.reach,
      isBusy: isHeld(script, turn) || (turn.profile.block?.until ?? 0) > now,
    });
    return { ...nothing, isAlarm: true, reach, input: inputFor(reach.tells) };
  }
  const reminds = dueReminders(turn.profile, now).length > 0 && !turn.profile.isOptedOut;
  return { ...nothing, isAlarm: true, input: reminds ? went('report-reminder', {}) : null };
}

function inputFor(tells: Telling | undefined): Input | null {
  switch (tells?.type) {
    case undefined:
    case 'invitation':
      return null;
    case 'warning':
      return went('warning', { factCheck: tells.factCheck });
    case 'digest':
      return went('digest', {});
    case 'lesson':
      return went('learn', {});
  }
}

function planNotice(turn: TurnState, key: string, notice: Notice): Plan {
  if (isBlock(notice)) {
    return { type: 'turn', done: [key], messages: 0, input: null, blockedUntil: notice.until ?? 0 };
  }
  if (notice.news === 'warning' && notice.factCheck !== undefined) {
    return { type: 'turn', done: [key], messages: 0, input: null, warned: notice.factCheck };
  }
  const { type: _, ...rest } = notice;
  const values: Values = Object.fromEntries(
    Object.entries(rest).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  const input: Input | null = turn.profile.isOptedOut
    ? null
    : { type: 'went', flow: 'news', values };
  return { type: 'turn', done: [key], messages: 0, input };
}

/** The first letter, and all that belong to it: what is forwarded together, with remarks about it. */
function groupOf(script: Script, turn: TurnState): Read[] {
  const group: Read[] = [];
  for (const received of turn.pending) {
    const { letter } = received;
    if (letter.type !== 'message') break;
    const reading = readMessage(script, turn, letter);
    const fits = isBundled(reading) || isComment(reading);
    if (group.length > 0 && !fits) break;
    group.push({ ...received, letter, reading });
    if (!fits) break;
  }
  return group.some(({ reading }) => isBundled(reading)) ? group : group.slice(0, 1);
}

function isBundled(reading: Reading): boolean {
  return reading.type === 'content';
}

/** Greetings, questions and remarks sent along with a forward are about it, not items of their own. */
function isComment(reading: Reading): boolean {
  if (reading.type !== 'input') {
    return (
      reading.type === 'question' || reading.type === 'remark' || reading.type === 'pleasantry'
    );
  }
  return reading.input.type === 'went' && reading.input.flow === 'how-to'; // "tolong cek ini"
}

function inputOf(script: Script, turn: TurnState, group: readonly Read[]): Input | null {
  const items = group
    .filter(({ reading }) => isBundled(reading))
    .map(({ key }) => ({ id: key, label: '' }));
  if (items.length > 0)
    return takes(script, turn) ? { type: 'sent', items } : went('tip', { items });
  const [only] = group;
  if (!only) return null;
  const { reading } = only;
  switch (reading.type) {
    case 'input':
      return reading.input;
    case 'question':
    case 'remark':
      return went('lookup', { query: only.letter.text, casual: reading.type === 'remark' ? 1 : 0 });
    case 'identity':
      return went('identity', { query: only.letter.text.replaceAll(IDENTITY_MARK, ' ') });
    case 'pleasantry':
      return went(reading.flow, {});
    case 'unreadable': {
      const { language } = turn.profile;
      return went('unreadable', { kind: say(script.locales, language, `kinds.${reading.kind}`) });
    }
    case 'nothing':
    case 'content':
      return null;
  }
}

/** Whether the open question wants files and forwards for itself. */
function takes({ flows }: Script, { conversation }: TurnState): boolean {
  const frame = openFrame(conversation);
  const state = frame && findState(flows, frame);
  return state?.type === 'ask' && state.take !== undefined;
}

/** Whether a question waits for an answer. */
function isHeld({ flows }: Script, { conversation }: TurnState): boolean {
  const frame = openFrame(conversation);
  return frame !== undefined && findState(flows, frame)?.type === 'ask';
}

function went(flow: string, values: Values): Input {
  return { type: 'went', flow, values };
}
