import { END, type Flow, type Flows, type State, type Target } from './flow.ts';

/** Transition of a state: what triggers it, and where it leads. */
export interface Transition {
  by: string;
  target: Target;
}

/** Names of transitions that are not a choice, a list or an outcome. */
export const [GO, HEAR, TAKE, ELSE, AFTER] = ['go', 'hear', 'take', 'else', 'after'] as const;

/** Names the transition for an outcome of an action. */
export function outcomeTransition(outcome: string): string {
  return `on ${outcome}`;
}

/** Lists every transition of a state, named as in YAML. */
export function transitionsOf(state: State): Transition[] {
  switch (state.type) {
    case 'go':
      return [{ by: GO, target: state.go }];
    case 'call':
      return toWays(state.on, outcomeTransition);
    case 'offer':
      return [...toWays(state.choices), ...listWay(state)];
    case 'ask':
      return [
        ...toWays(state.choices),
        ...listWay(state),
        ...(state.hear ? [{ by: HEAR, target: state.hear }] : []),
        ...(state.take ? [{ by: TAKE, target: state.take }] : []),
        ...(state.else ? [{ by: ELSE, target: state.else }] : []),
        { by: AFTER, target: state.after.target },
      ];
  }
}

/** Reference to a state, as `flow/state`. */
export type StateRef = string;

/** Resolves a target within a flow; undefined for the end. */
export function stateRefOf(flows: Flows, flow: Flow, target: Target): StateRef | undefined {
  if (target === END) return undefined;
  if (!target.startsWith('@')) return `${flow.name}/${target}`;
  const name = target.slice(1);
  return `${name}/${flows.get(name)?.start ?? ''}`;
}

function toWays(targets: Readonly<Record<string, Target>>, named = (name: string) => name) {
  return Object.entries(targets).map(([name, target]) => ({ by: named(name), target }));
}

function listWay(state: { list?: { name: string; target: Target } }): Transition[] {
  return state.list ? [{ by: state.list.name, target: state.list.target }] : [];
}
