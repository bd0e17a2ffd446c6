import { parseAllDocuments } from 'yaml';
import { type Conversation, idle } from '../../src/engine/conversation.ts';
import type { Effect, Input } from '../../src/engine/effect.ts';
import { type Flows, flowSchema } from '../../src/engine/flow.ts';
import { type Step, step } from '../../src/engine/step.ts';

/** Flows written in YAML, one document each. */
export function readFlows(yaml: string): Flows {
  const flows = parseAllDocuments(yaml).map((document) => flowSchema.parse(document.toJS()));
  return new Map(flows.map((flow) => [flow.name, flow]));
}

/** Steps through inputs, each from a frozen conversation that has been JSON; tells the last step. */
export function play(flows: Flows, start: Conversation, ...inputs: Input[]): Step {
  let last: Step = { conversation: start, effects: [], wait: null, visits: [] };
  for (const input of inputs) {
    last = step(flows, deepFreeze(asJson(last.conversation)), deepFreeze(input));
  }
  return last;
}

/** Steps through inputs from an idle conversation. */
export function begin(flows: Flows, ...inputs: Input[]): Step {
  return play(flows, idle, ...inputs);
}

/** What a store gives back for what it was given. */
export function asJson<T>(value: T): T {
  return JSON.parse(JSON.stringify(value));
}

/** Makes a value and everything in it unchangeable, so that a change throws. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(deepFreeze);
  return Object.freeze(value);
}

/** A step's conversation as places, the open one last. */
export function placesIn({ conversation }: Step): string[] {
  return conversation.frames.map(({ flow, state }) => `${flow}/${state}`);
}

/** Effects as an author reads them: `again: survey.first ?`, `call note`. */
export function said({ effects }: Step): string[] {
  return effects.map((effect: Effect) => {
    if (effect.type === 'call') return `call ${effect.call}`;
    if (effect.type === 'save') return `save ${effect.saved.name}`;
    const preface = effect.preface ? `${effect.preface}: ` : '';
    return `${preface}${effect.key}${effect.question ? ' ?' : ''}`;
  });
}
