import type { Frame } from './conversation.ts';
import type { Flows, State } from './flow.ts';

/** Returns the state of a frame, also by an earlier name; undefined if it no longer exists. */
export function findState(flows: Flows, frame: Pick<Frame, 'flow' | 'state'>): State | undefined {
  const states = flows.get(frame.flow)?.states;
  if (!states) return undefined;
  const found = states.get(frame.state);
  if (found) return found;
  return [...states.values()].find((state) => state.aliases.includes(frame.state));
}
