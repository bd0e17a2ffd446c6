import type { State, Target } from '../../../engine/flow.ts';
import { CALLED_OFF, SOMETHING_ELSE } from '../../../engine/state-visit.ts';
import { AFTER, ELSE, GO, HEAR, TAKE, transitionsOf } from '../../../engine/targets.ts';
import type { KnownVisit } from '../desk.ts';
import type { StateStats, TransitionStats } from '../stats/flow-stats.ts';

/** The ways out of a state with their counts, those without any too. */
export function waysOf(state: State, counted: StateStats | undefined): readonly TransitionStats[] {
  return (
    counted?.ways ?? transitionsOf(state).map(({ by }) => ({ by, count: 0, share: undefined }))
  );
}

/** Where a way leads; undefined for one that the flow does not have. */
export function targetOf(state: State, by: string): Target | undefined {
  return transitionsOf(state).find((way) => way.by === by)?.target;
}

/** A way out of a state in words. */
export function wayName(
  { words: { flows }, desk }: Pick<KnownVisit, 'words' | 'desk'>,
  state: State,
  by: string,
): string {
  const isChoice =
    (state.type === 'ask' || state.type === 'offer') && Object.hasOwn(state.choices, by);
  if (isChoice) return desk.deps.script.locales.get('id')?.choices.get(by)?.[0] ?? by;
  const named: Readonly<Record<string, string>> = {
    [AFTER]: flows.silence,
    [ELSE]: flows.muddle,
    [HEAR]: flows.heard,
    [TAKE]: flows.taken,
    [GO]: flows.on,
    [SOMETHING_ELSE]: flows.somethingElse,
    [CALLED_OFF]: flows.calledOff,
  };
  return named[by] ?? by.replace(/^on /, '');
}
