import type { Conversation, Frame } from './conversation.ts';
import { findState } from './find-state.ts';
import type { Flows, State } from './flow.ts';

/** Returns the waiting question and its frame: the open one, or the nearest one below an offer. */
export function openQuestion(
  flows: Flows,
  { frames }: Conversation,
): { frame: Frame; state: Extract<State, { type: 'ask' }> } | undefined {
  for (const frame of frames.toReversed()) {
    const state = findState(flows, frame);
    if (state?.type === 'ask') return { frame, state };
  }
  return undefined;
}
