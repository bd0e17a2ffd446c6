import {
  type AnswerKind,
  type Frame,
  isRead,
  type Saved,
  type Value,
  type Values,
} from './conversation.ts';
import type { Input } from './effect.ts';
import type { Ask, Offer, State, Target } from './flow.ts';
import { AFTER, ELSE, HEAR, outcomeTransition, TAKE } from './targets.ts';

/** Target of an answer, the transition that leads there, and the new values. */
export interface Next {
  by: string;
  target: Target;
  values: Record<string, Value>;
  saved?: Saved;
}

/** Returns the transition of a state for an input; undefined if it has none. */
export function nextTarget(frame: Frame, state: State, input: Input): Next | undefined {
  const to = (by: string, target: Target | undefined, more: Values = {}): Next | undefined =>
    target === undefined ? undefined : { by, target, values: { ...frame.values, ...more } };
  if (input.type === 'result') {
    if (state.type !== 'call') return undefined;
    return to(outcomeTransition(input.outcome), own(state.on, input.outcome), input.values);
  }
  if (state.type !== 'ask' && state.type !== 'offer') return undefined;
  const next = to(...answerWay(frame, state, input));
  const saved = next && state.type === 'ask' ? savedOf(state, input, next) : undefined;
  return next && saved ? { ...next, saved } : next;
}

function answerWay(
  frame: Frame,
  state: Ask | Offer,
  input: Input,
): [by: string, target: Target | undefined, more?: Values] {
  if (input.type === 'choice') {
    return [
      input.choice,
      own(state.choices, input.choice),
      { chosen: input.choice, ...(input.said !== undefined && { said: input.said }) },
    ];
  }
  if (input.type === 'picked') {
    return [state.list?.name ?? '', state.list?.target, { picked: input.id }];
  }
  if (state.type === 'offer') return NO_WAY;
  if (input.type === 'timeout') return [AFTER, state.after.target];
  if (input.type === 'attachment') return [TAKE, state.take, { items: [...input.items] }];
  if (input.type !== 'text') return NO_WAY;
  if (state.hear && !(isRead(state.wants) && input.read === undefined)) {
    return [HEAR, state.hear, { heard: input.text }];
  }
  return frame.muddles > 0 ? [ELSE, state.else] : NO_WAY;
}

const NO_WAY: [string, undefined] = ['', undefined];

/** Returns the answer that a question saves; none if silence or a misunderstood answer led on. */
function savedOf({ save, list, wants }: Ask, input: Input, { by, values }: Next) {
  if (!save || by === ELSE) return undefined;
  const as = (kind: AnswerKind, value: Saved['value']) => ({ name: save.name, kind, value });
  switch (input.type) {
    case 'choice':
      return save.unsaved.includes(input.choice) ? undefined : as('choice', input.choice);
    case 'picked': {
      const rows = values[list?.name ?? ''];
      const row = Array.isArray(rows) ? rows.find(({ id }) => id === input.id) : undefined;
      return as('choice', row?.label ?? input.id);
    }
    case 'text':
      return as(isRead(wants) ? wants : 'text', input.read ?? input.text);
    case 'attachment':
      return as('file', [...input.items]);
    default:
      return undefined;
  }
}

/** Ignores names that every object inherits. */
function own(targets: Readonly<Record<string, Target>>, name: string): Target | undefined {
  return Object.hasOwn(targets, name) ? targets[name] : undefined;
}
