import type { Frame, Value, Values } from './conversation.ts';
import type { Input } from './effect.ts';
import type { State, Target } from './flow.ts';
import { AFTER, ELSE, HEAR, outcomeWay, TAKE } from './targets.ts';

/** Target of an answer, the transition that leads there, and the new values. */
interface Next {
  by: string;
  target: Target;
  values: Record<string, Value>;
}

/** Returns the transition of a state for an input; undefined if it has none. */
export function nextTarget(frame: Frame, state: State, input: Input): Next | undefined {
  const to = (by: string, target: Target | undefined, more: Values = {}): Next | undefined =>
    target === undefined ? undefined : { by, target, values: { ...frame.values, ...more } };
  if (input.type === 'returned') {
    if (state.type !== 'call') return undefined;
    return to(outcomeWay(input.outcome), own(state.on, input.outcome), input.values);
  }
  if (state.type !== 'ask' && state.type !== 'offer') return undefined;
  if (input.type === 'chose') {
    return to(input.choice, own(state.choices, input.choice), { chosen: input.choice });
  }
  if (input.type === 'picked') {
    return to(state.list?.name ?? '', state.list?.target, { picked: input.id });
  }
  if (state.type === 'offer') return undefined;
  if (input.type === 'waited') return to(AFTER, state.after.target);
  if (input.type === 'sent') return to(TAKE, state.take, { items: [...input.items] });
  if (input.type !== 'heard') return undefined;
  if (state.hear) return to(HEAR, state.hear, { heard: input.text });
  return frame.muddles > 0 ? to(ELSE, state.else) : undefined;
}

/** Ignores names that every object inherits. */
function own(targets: Readonly<Record<string, Target>>, name: string): Target | undefined {
  return Object.hasOwn(targets, name) ? targets[name] : undefined;
}
