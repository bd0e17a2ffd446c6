import { END, type Flow, type Flows, type State, type Target } from './flow.ts';

/** A way on from a state: what makes the conversation take it, and where it leads. */
export interface Way {
  by: string;
  target: Target;
}

/** Every way on from a state, named as an author writes it. */
export function waysOn(state: State): Way[] {
  switch (state.type) {
    case 'go':
      return [{ by: 'go', target: state.go }];
    case 'call':
      return toWays(state.on, 'on ');
    case 'offer':
      return [...toWays(state.choices, ''), ...listWay(state)];
    case 'ask':
      return [
        ...toWays(state.choices, ''),
        ...listWay(state),
        ...(state.hear ? [{ by: 'hear', target: state.hear }] : []),
        ...(state.else ? [{ by: 'else', target: state.else }] : []),
        { by: 'after', target: state.after.target },
      ];
  }
}

/** A state by its place: the flow's name and the state's, joined as `flow/state`. */
export type Place = string;

/** The place a target names from within a flow; undefined for the end. */
export function placeOf(flows: Flows, flow: Flow, target: Target): Place | undefined {
  if (target === END) return undefined;
  if (!target.startsWith('@')) return `${flow.name}/${target}`;
  const name = target.slice(1);
  return `${name}/${flows.get(name)?.start ?? ''}`;
}

function toWays(targets: Readonly<Record<string, Target>>, prefix: string): Way[] {
  return Object.entries(targets).map(([by, target]) => ({ by: prefix + by, target }));
}

function listWay(state: { list?: { name: string; target: Target } }): Way[] {
  return state.list ? [{ by: state.list.name, target: state.list.target }] : [];
}
