import { isIn } from '../../domain/content/flow-names.ts';
import type { InboxItem, Notification } from '../../domain/messages/message.ts';
import type { Input } from '../../engine/effect.ts';
import type { Turn } from '../../ports/turn.ts';
import type { Plan, TurnState } from '../../ports/turn-state.ts';
import { isOpenToBlocked } from '../privacy/block.ts';

/** Until when somebody answers a citizen by hand, also where no turn has dealt with that yet. */
export function humanUntil({ profile, pending }: Pick<TurnState, 'profile' | 'pending'>): number {
  const noted = pending.flatMap(({ letter }) => (isHumanAnswer(letter) ? (letter.until ?? 0) : []));
  return Math.max(profile.humanUntil ?? 0, ...noted);
}

/** Whether a notice says that somebody of the team has written to the citizen, which is told to nobody. */
export function isHumanAnswer(letter: InboxItem): letter is Notification {
  return letter.type === 'notice' && letter.news === 'human-answer';
}

/** What a turn does while somebody answers by hand: it tells what was promised, and hears of danger and rights. */
export function leaveToHuman(
  turn: Turn,
  { messages, humanUntil: until }: Extract<Plan, { type: 'turn' }>,
  input: Input | null,
): Input | null {
  if (until !== undefined) {
    turn.profile = { ...turn.profile, humanUntil: until };
    const { conversation } = turn;
    turn.conversation = { ...conversation, frames: conversation.frames.filter(isOpen) };
    return null;
  }
  if (messages === 0 || (turn.profile.humanUntil ?? 0) <= turn.now) return input;
  const place = input?.type === 'start' ? input : turn.conversation.frames.at(-1);
  return isOpen(place) ? input : null;
}

/** Danger, the rights of citizens, and news, in which the desk may have asked something. */
function isOpen(place: { flow: string } | undefined): boolean {
  return isIn(place, 'danger') || isIn(place, 'news') || isOpenToBlocked(place);
}
