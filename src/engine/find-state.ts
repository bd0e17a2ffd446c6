import type { Frame } from './conversation.ts';
import type { Flows, State } from './flow.ts';

/** The state a frame stands in, also under a name it had before; undefined when it is gone. */
export function findState(flows: Flows, frame: Frame): State | undefined {
  const states = flows.get(frame.flow)?.states;
  if (!states) return undefined;
  const found = states.get(frame.state);
  if (found) return found;
  return [...states.values()].find((state) => state.aliases.includes(frame.state));
}
