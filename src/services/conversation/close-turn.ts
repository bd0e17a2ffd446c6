import { erasedProfile } from '../../domain/citizens/trace.ts';
import type { Message } from '../../domain/messages/message.ts';
import { bucketOf } from '../../domain/stats/answer-time.ts';
import { counterName, plainName, type Tallies } from '../../domain/stats/counter.ts';
import type { Conversation, Frame } from '../../engine/conversation.ts';
import { CALLED_OFF, type StateVisit } from '../../engine/state-visit.ts';
import type { Turn } from '../../ports/turn.ts';
import type { TurnState } from '../../ports/turn-state.ts';
import { composeReplies } from '../responses/compose-replies.ts';
import type { ConversationDeps } from './conversation-deps.ts';

/** End of a turn: its start, the processed items, and the end of the timeout. */
export interface Ending {
  start: TurnState;
  done: readonly string[];
  due: number | null;
}

/** Puts a turn that has been played into one write, its replies in words and itself counted. */
export function closeTurn(deps: ConversationDeps, turn: Turn, { start, done, due }: Ending) {
  const { citizen, revision, conversation, changes, now } = turn;
  const messages = messagesIn(start, done);
  const [first, ...rest] = composeReplies(deps, turn);
  const answered = messages.at(-1)?.letter.id;
  const isOneOfSeveral = answered !== undefined && start.pending.length > done.length;
  const quoting = first ? [isOneOfSeveral ? { ...first, quotes: answered } : first, ...rest] : [];
  const [trace] = tracesOf(messages);
  const replies = quoting.map((reply) => (trace === undefined ? reply : { ...reply, trace }));
  const isAnswered = replies.length > 0 && messages.length > 0;
  const tallies = countTurn({
    ...turn,
    before: start.conversation,
    after: conversation,
    kinds: messages.map(({ letter }) => letter.kind),
    unasked: replies.length > 0 ? turn.unasked?.kind : undefined,
    answeredMs: isAnswered ? deps.clock.now() - firstArrival(messages) : undefined,
  });
  const profile = turn.isForgotten ? erasedProfile(turn.profile, turn.now) : turn.profile;
  const ended = { citizen, revision, profile, conversation, due, done, replies, now };
  if (turn.mark === '') return { ...ended, changes, tallies };
  // An exercise counts nowhere: neither who was told of a verdict nor who found it helpful.
  const kept = changes.filter(({ type }) => type !== 'told' && type !== 'feedback');
  return { ...ended, changes: kept, tallies: {} };
}

/** Returns the messages among the items that a turn has processed. */
export function messagesIn({ pending }: TurnState, done: readonly string[]) {
  return pending.flatMap(({ key, letter, arrivedAt }): Arrived[] =>
    letter.type === 'message' && done.includes(key) ? [{ letter, arrivedAt }] : [],
  );
}

interface Arrived {
  letter: Message;
  arrivedAt: number;
}

export function tracesOf(messages: readonly Arrived[]): string[] {
  return messages.flatMap(({ letter }) => letter.trace ?? []);
}

export function firstArrival(messages: readonly Arrived[]): number {
  return Math.min(...messages.map(({ arrivedAt }) => arrivedAt));
}

interface CountedTurn
  extends Readonly<Pick<Turn, 'visits' | 'tiers' | 'voterQuestions' | 'changes' | 'asked'>> {
  before: Conversation;
  after: Conversation;
  kinds: readonly Message['kind'][];
  /** The kind of what was said unasked. */
  unasked: string | undefined;
  /** How long the first of the messages waited for its answer; undefined where there is none. */
  answeredMs: number | undefined;
}

/** Counts a turn. For each state, what is entered is what is left and what still stands there. */
function countTurn(turn: CountedTurn): Tallies {
  const counts: Record<string, number> = {};
  const add = (name: string, count = 1) => {
    counts[name] = (counts[name] ?? 0) + count;
  };
  for (const visit of turn.visits) add(nameOf(visit));
  for (const { flow, state } of calledOff(turn)) add(counterName('left', flow, state, CALLED_OFF));
  for (const kind of turn.kinds) add(counterName('kind', kind));
  for (const tier of turn.tiers) add(counterName('tier', tier));
  for (const { type, of } of turn.voterQuestions) add(counterName('voter', type, of));
  if (turn.unasked !== undefined) add(counterName('reach', turn.unasked));
  for (const id of turn.asked) add(counterName('told', plainName(id)));
  for (const change of turn.changes) {
    if (change.type === 'open-case') add(counterName('case', 'opened'));
    if (change.type === 'add-tips') add(counterName('case', 'joined'), change.tips.length);
  }
  if (turn.answeredMs !== undefined) add(counterName('answered', bucketOf(turn.answeredMs)));
  return counts;
}

function nameOf(visit: StateVisit): string {
  const { type, flow, state } = visit;
  return type === 'left'
    ? counterName(type, flow, state, visit.by)
    : counterName(type, flow, state);
}

type Place = Pick<Frame, 'flow' | 'state'>;

/** Places that were given up outside of the steps: an erasure, a block, a decided case, a failed turn. */
function calledOff({ before, after, visits }: CountedTurn): Place[] {
  const standing: Place[] = [...before.frames];
  for (const visit of visits) {
    if (visit.type === 'entered') standing.push(visit);
    if (visit.type === 'left') take(standing, visit);
  }
  for (const frame of after.frames) take(standing, frame);
  return standing;
}

function take(places: Place[], { flow, state }: Place): void {
  const at = places.findIndex((place) => place.flow === flow && place.state === state);
  if (at >= 0) places.splice(at, 1);
}
