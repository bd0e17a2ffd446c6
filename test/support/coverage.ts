import type { BotContent } from '../../src/domain/content/bot-content.ts';
import type { State } from '../../src/engine/flow.ts';
import { transitionsOf } from '../../src/engine/targets.ts';

/** A script that remembers which ways on from which states were taken. */
export function watchScript(script: BotContent): { script: BotContent; taken: Set<string> } {
  const taken = new Set<string>();
  const flows = new Map(
    [...script.flows].map(([name, flow]) => {
      const states = new Map(
        [...flow.states].map(([state, definition]) => [
          state,
          watchState(`${name}/${state}`, definition, taken),
        ]),
      );
      return [name, { ...flow, states }];
    }),
  );
  return { script: { ...script, flows }, taken };
}

/** Every way on that there is, in the form that `watchScript` records. */
export function allWays(script: BotContent): string[] {
  return [...script.flows.values()].flatMap((flow) =>
    [...flow.states].flatMap(([name, state]) =>
      transitionsOf(state).map(({ by }) => `${flow.name}/${name} ${by}`),
    ),
  );
}

function watchState(place: string, state: State, taken: Set<string>): State {
  const record = <T extends object>(targets: T, prefix: string): T =>
    new Proxy(targets, {
      get(target, key) {
        if (typeof key === 'string' && key in target) taken.add(`${place} ${prefix}${key}`);
        return Reflect.get(target, key);
      },
    });
  switch (state.type) {
    case 'go':
      return watch(state, { go: `${place} go` }, taken);
    case 'call':
      return { ...state, on: record(state.on, 'on ') };
    case 'offer':
    case 'ask': {
      const watched = { ...state, choices: record(state.choices, '') };
      if (watched.list) {
        watched.list = watch(watched.list, { target: `${place} ${watched.list.name}` }, taken);
      }
      if (watched.type === 'offer') return watched;
      watched.after = watch(watched.after, { target: `${place} after` }, taken);
      return watch(
        watched,
        { hear: `${place} hear`, take: `${place} take`, else: `${place} else` },
        taken,
      );
    }
  }
}

/** Records a way when the property that leads there is read. */
function watch<T extends object>(target: T, names: Record<string, string>, taken: Set<string>): T {
  return new Proxy(target, {
    get(object, key) {
      const name = typeof key === 'string' ? names[key] : undefined;
      if (name !== undefined) taken.add(name);
      return Reflect.get(object, key);
    },
  });
}
