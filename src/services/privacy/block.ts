import { isIn, start } from '../../domain/content/flow-names.ts';
import type { Notification } from '../../domain/messages/message.ts';
import type { Input } from '../../engine/effect.ts';
import { commandFacts, commandNames } from '../../i18n/command-words.ts';
import { formatDay } from '../../i18n/format-date.ts';
import type { Turn } from '../../ports/turn.ts';
import type { Plan, TurnState } from '../../ports/turn-state.ts';

const OPEN_FLOWS: readonly string[] = commandNames.filter(
  (name) => commandFacts[name].isOpenToBlocked,
);

/** Whether a place is in a flow that nobody is kept from: a right of citizens, or the way back. */
export function isOpenToBlocked(place: { flow: string } | undefined): boolean {
  return place !== undefined && OPEN_FLOWS.includes(place.flow);
}

/** What a turn does under a block: one notice to what a citizen writes, then silence until it is over. */
export function applyBlock(
  turn: Turn,
  { messages, blockedUntil }: Extract<Plan, { type: 'turn' }>,
  input: Input | null,
): Input | null {
  if (blockedUntil !== undefined) return putBlock(turn, blockedUntil);
  const { block, language } = turn.profile;
  if (!block || block.until <= turn.now || isOpen(turn, input)) return input;
  if (messages === 0) return isQuestion(input) ? null : input;
  if (block.isTold) return null;
  turn.profile = { ...turn.profile, block: { ...block, isTold: true } };
  return start('blocked', { until: formatDay(block.until, language) });
}

/** Until when a citizen is blocked, by what was noted of it last. */
export function findBlock(
  { profile, pending }: Pick<TurnState, 'profile' | 'pending'>,
  now: number,
): number | undefined {
  const waiting = pending.flatMap(({ letter }) =>
    letter.type === 'notice' && isBlock(letter) ? [letter.until ?? 0] : [],
  );
  const until = waiting.at(-1) ?? profile.block?.until ?? 0;
  return until > now ? until : undefined;
}

/** The profile under the block that was noted last, also where no turn has dealt with that yet. */
export function withBlock(turn: Pick<Turn, 'profile' | 'pending' | 'now'>): Turn['profile'] {
  const { block, ...profile } = turn.profile;
  const until = findBlock(turn, turn.now);
  if (until === undefined) return profile;
  return { ...profile, block: { until, isTold: block?.until === until && block.isTold } };
}

/** Whether a notice begins or ends a block, and so is told to nobody. */
export function isBlock({ news }: Notification): boolean {
  return news === 'blocked' || news === 'unblocked';
}

/** Begins a block, or ends it; questions that wait for an answer cannot be answered any more. */
function putBlock(turn: Turn, until: number): null {
  const { block: _, ...profile } = turn.profile;
  const isOver = until <= turn.now;
  turn.profile = isOver ? profile : { ...profile, block: { until, isTold: false } };
  if (isOver) return null;
  const { conversation } = turn;
  turn.conversation = { ...conversation, frames: conversation.frames.filter(isOpenToBlocked) };
  return null;
}

/** A reviewer's question, to which no answer would be heard. */
function isQuestion(input: Input | null): boolean {
  const news = input?.type === 'start' ? input.values?.news : undefined;
  return news === 'question' || news === 'report-question';
}

function isOpen({ conversation }: Turn, input: Input | null): boolean {
  const place = input?.type === 'start' ? input : conversation.frames.at(-1);
  return isIn(place, 'news') ? input?.type === 'choice' : isOpenToBlocked(place);
}
