import type { Message } from '../../domain/messages/message.ts';
import { beginTurn, wordsFor } from '../../ports/turn.ts';
import type { Received, TurnState } from '../../ports/turn-state.ts';
import { findBlock } from '../privacy/block.ts';
import { closeTurn } from './close-turn.ts';
import type { ConversationDeps } from './conversation-deps.ts';

/**
 * Notifies a citizen once that their file is being read: marks the message first, and gives up if
 * another process was faster. The conversation stays where it is.
 */
export async function announceProgress(
  deps: ConversationDeps,
  state: TurnState & { citizen: string; now: number },
  { received, letter }: { received: Received; letter: Message },
): Promise<void> {
  const { turns } = deps.store;
  const { citizen, now, due } = state;
  await turns.replaceMessage(citizen, received.key, { ...letter, isAnnounced: true });
  if (findBlock(state, now) !== undefined) return;
  const turn = beginTurn(state, { citizen, now });
  const kind = wordsFor(deps, turn)(`kinds.${letter.kind}`);
  turn.utterances = [{ type: 'say', key: 'tip.reading', values: { kind } }];
  const commit = closeTurn(deps, turn, { start: state, done: [], due });
  if ((await turns.commitTurn(commit)) === 'stale') return;
  deps.jobs.wake({ type: 'send', citizen });
}
