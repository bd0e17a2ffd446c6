import { createMachine } from 'xstate';
import { getAdjacencyMap, getShortestPaths, getSimplePaths } from 'xstate/graph';
import type { Input } from '../../src/engine/effect.ts';
import { END, type Flow, type Flows, type State, type Target } from '../../src/engine/flow.ts';

/** The same flow as XState understands it; a `go` is a transition without an event. */
export function toMachine(flow: Flow) {
  const states: Record<string, object> = {};
  for (const [name, state] of flow.states) {
    states[name] = toNode(state);
    for (const target of targetsOf(state)) {
      if (!flow.states.has(target)) states[nodeOf(target)] = { type: 'final' };
    }
    if (state.type === 'ask' && state.else !== undefined) {
      states[muddledOf(name)] = { on: { ...onOf(state), text: nodeOf(state.else) } };
      states[name] = { on: { ...onOf(state), text: muddledOf(name) } };
    }
  }
  return createMachine({ id: flow.name, initial: flow.start, states });
}

/** A way through a flow: what happens along it, and where XState says that it ends. */
export interface Path {
  inputs: Input[];
  events: string[];
  end: string;
}

/**
 * Every simple path of a flow's machine. A simple path never comes back to where it was, so each
 * shortest path is followed by every event that can happen at its end as well.
 */
export function pathsOf(flow: Flow): Path[] {
  const machine = toMachine(flow);
  const edges = Object.values(getAdjacencyMap(machine, {}));
  const onwards = getShortestPaths(machine).flatMap(({ state, steps }) => {
    const found = edges.find((edge) => edge.state.value === state.value);
    const nexts = Object.values<Edge>(found?.transitions ?? {});
    return nexts.map(({ event, state: end }) => toPath([...steps, { event }], end.value));
  });
  return [
    ...getSimplePaths(machine).map(({ state, steps }) => toPath(steps, state.value)),
    ...onwards,
  ];
}

interface Edge {
  event: { type: string };
  state: { value: unknown };
}

function toPath(steps: readonly { event: { type: string } }[], end: unknown): Path {
  const events = steps.map(({ event }) => event.type).filter((type) => !isInner(type));
  return { inputs: events.map(toInput), events, end: String(end) };
}

/** Where a conversation of one flow stands, as its machine names it. */
export function nodeAt(flows: Flows, flow: string, frames: readonly Standing[]): string {
  const frame = frames.at(-1);
  if (!frame) return nodeOf(END);
  if (frame.flow !== flow) return nodeOf(`@${frame.flow}`);
  const state = flows.get(flow)?.states.get(frame.state);
  const isMuddled = state?.type === 'ask' && state.else !== undefined && frame.muddles > 0;
  return isMuddled ? muddledOf(frame.state) : frame.state;
}

interface Standing {
  flow: string;
  state: string;
  muddles: number;
}

/** XState reads dots and the at sign its own way, so other flows get a plain name. */
function nodeOf(target: Target): string {
  return target.replace('@', 'flow_');
}

/** The twin in which a question stands once it has been misunderstood. */
function muddledOf(name: string): string {
  return `${name}_muddled`;
}

function toNode(state: State): object {
  return state.type === 'go' ? { always: nodeOf(state.go) } : { on: onOf(state) };
}

function onOf(state: State): Record<string, string> {
  const on: Record<string, string> = {};
  if (state.type === 'go') return on;
  if (state.type === 'call') {
    for (const [outcome, target] of Object.entries(state.on)) {
      on[`result:${outcome}`] = nodeOf(target);
    }
    return on;
  }
  for (const [choice, target] of Object.entries(state.choices)) {
    on[`choice:${choice}`] = nodeOf(target);
  }
  if (state.list) on['picked:row'] = nodeOf(state.list.target);
  if (state.type === 'offer') return on;
  if (state.hear !== undefined) on.text = nodeOf(state.hear);
  if (state.take !== undefined) on.attachment = nodeOf(state.take);
  on.timeout = nodeOf(state.after.target);
  return on;
}

function targetsOf(state: State): Target[] {
  if (state.type === 'go') return [state.go];
  if (state.type === 'call') return Object.values(state.on);
  const targets = [...Object.values(state.choices), ...(state.list ? [state.list.target] : [])];
  if (state.type === 'offer') return targets;
  const { hear, take, after } = state;
  return [...targets, hear, take, state.else, after.target].filter((t) => t !== undefined);
}

function isInner(type: string): boolean {
  return type.startsWith('xstate.');
}

function toInput(event: string): Input {
  const [type = '', name = ''] = event.split(':');
  if (type === 'choice') return { type, choice: name };
  if (type === 'picked') return { type, id: name };
  if (type === 'result') return { type, outcome: name };
  if (type === 'attachment') return { type, items: [{ id: 'letter', label: '' }] };
  return type === 'timeout' ? { type } : { type: 'text', text: 'halo' };
}
