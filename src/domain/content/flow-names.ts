import type { Values } from '../../engine/conversation.ts';
import type { Input } from '../../engine/effect.ts';
import { keysOf } from '../../i18n/keys-of.ts';
import started from './started-flows.json' with { type: 'json' };

/** Flows that the program starts by itself, rather than another flow or a command. */
export const startedFlows = keysOf(started);

/** What the code looks for in a conversation: flows, and which of their states. */
export const namedStates = {
  news: ['verdict'],
  warning: ['show'],
  submit: ['consent'],
  report: ['kind', 'safety', 'prepare'],
  'my-data': ['gather'],
  forget: ['erase'],
  withdraw: [],
  exercise: [],
  restrict: [],
  'continue-data': [],
  stop: [],
  unsubscribe: [],
  resume: [],
  'how-to': [],
} as const;

/** A flow that the code knows; whether `flows/` has it is checked at start and by `posko flows check`. */
export type FlowName = (typeof startedFlows)[number] | keyof typeof namedStates;

/** A state that the code knows, checked in the same way. */
export type NamedState = {
  [Flow in keyof typeof namedStates]: {
    readonly flow: Flow;
    readonly state: (typeof namedStates)[Flow][number];
  };
}[keyof typeof namedStates];

export function start(flow: FlowName, values: Values = {}): Input {
  return { type: 'start', flow, values };
}

/** The input that gives up the open question for another flow. */
export function startInstead(
  flow: FlowName,
  { values, intent }: { values?: Values; intent?: string },
): Input {
  return {
    type: 'start',
    flow,
    ...(values && { values }),
    ...(intent !== undefined && { intent }),
    isInstead: true,
  };
}

export function isIn(place: { flow: string } | undefined, flow: FlowName): boolean {
  return place?.flow === flow;
}

export function isAt(place: { flow: string; state: string }, named: NamedState): boolean {
  return place.flow === named.flow && place.state === named.state;
}
