import type { Message } from '../../domain/messages/message.ts';
import { bucketOf } from '../../domain/stats/answer-time.ts';
import { counterName, plainName, type Tallies } from '../../domain/stats/counter.ts';
import type { Conversation, Frame } from '../../engine/conversation.ts';
import { CALLED_OFF, type StateVisit } from '../../engine/state-visit.ts';
import type { Turn } from '../../ports/turn.ts';

/** What a turn was, as far as it is counted. */
export interface CountedTurn
  extends Readonly<Pick<Turn, 'visits' | 'tiers' | 'voterQuestions' | 'changes' | 'asked'>> {
  before: Conversation;
  after: Conversation;
  /** The kinds of the messages that the turn has dealt with. */
  kinds: readonly Message['kind'][];
  /** The kind of what was said unasked. */
  unasked: string | undefined;
  /** How long the first of the messages waited for its answer; undefined where there is none. */
  answeredMs: number | undefined;
}

/** Counts a turn. For each state, what is entered is what is left and what still stands there. */
export function countTurn(turn: CountedTurn): Tallies {
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
