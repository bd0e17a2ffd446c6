import { erasedProfile } from '../../domain/citizens/trace.ts';
import type { Message } from '../../domain/messages/message.ts';
import type { Turn } from '../../ports/turn.ts';
import type { TurnState } from '../../ports/turn-state.ts';
import { composeReplies } from '../responses/compose-replies.ts';
import type { ConversationDeps } from './conversation-deps.ts';
import { countTurn } from './count-turn.ts';

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
  const replies = first ? [isOneOfSeveral ? { ...first, quotes: answered } : first, ...rest] : [];
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
  return { citizen, revision, profile, conversation, due, done, replies, changes, tallies, now };
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

/** When the first of them came. */
export function firstArrival(messages: readonly Arrived[]): number {
  return Math.min(...messages.map(({ arrivedAt }) => arrivedAt));
}
