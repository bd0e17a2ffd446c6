import { END, type Flow, type Flows, type State, type Target } from './flow.ts';

/** A way on from a state: what makes the conversation take it, and where it leads. */
export interface Way {
  by: string;
  target: Target;
}

/** What a way on is called that is not a choice, a list or an outcome. */
export const [GO, HEAR, TAKE, ELSE, AFTER] = ['go', 'hear', 'take', 'else', 'after'] as const;

/** What the way on from a call is called. */
export function outcomeWay(outcome: string): string {
  return `on ${outcome}`;
}

/** Every way on from a state, named as an author writes it. */
export function waysOn(state: State): Way[] {
  switch (state.type) {
    case 'go':
      return [{ by: GO, target: state.go }];
    case 'call':
      return toWays(state.on, outcomeWay);
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

/** A state by its place: the flow's name and the state's, joined as `flow/state`. */
export type Place = string;

/** The place a target names from within a flow; undefined for the end. */
export function placeOf(flows: Flows, flow: Flow, target: Target): Place | undefined {
  if (target === END) return undefined;
  if (!target.startsWith('@')) return `${flow.name}/${target}`;
  const name = target.slice(1);
  return `${name}/${flows.get(name)?.start ?? ''}`;
}

function toWays(targets: Readonly<Record<string, Target>>, named = (name: string) => name): Way[] {
  return Object.entries(targets).map(([name, target]) => ({ by: named(name), target }));
}

function listWay(state: { list?: { name: string; target: Target } }): Way[] {
  return state.list ? [{ by: state.list.name, target: state.list.target }] : [];
}
