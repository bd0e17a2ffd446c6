import type { Conversation, Frame } from './conversation.ts';
import type { Flows, State } from './flow.ts';

/** Returns the state of a frame, also by an earlier name; undefined if it no longer exists. */
export function findState(flows: Flows, frame: Pick<Frame, 'flow' | 'state'>): State | undefined {
  const states = flows.get(frame.flow)?.states;
  if (!states) return undefined;
  const found = states.get(frame.state);
  if (found) return found;
  return [...states.values()].find((state) => state.aliases.includes(frame.state));
}

/** Returns the waiting question and its frame: the open one, or the nearest one below an offer. */
export function openQuestion(flows: Flows, { frames }: Conversation) {
  for (const frame of frames.toReversed()) {
    const state = findState(flows, frame);
    if (state?.type === 'ask') return { frame, state };
  }
  return undefined;
}
