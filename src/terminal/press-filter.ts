import { type QueueFilter, queueLists } from '../domain/cases/queue-filter.ts';
import { threats } from '../domain/cases/threats.ts';
import { topics } from '../domain/cases/topic-words.ts';
import { asking, type DeskState, noting } from './desk-state.ts';

/** The state with another list or filter. */
export function narrow(state: DeskState, key: string): DeskState {
  return KEYS[key]?.(state) ?? withListAt(state, key);
}

const KEYS: Readonly<Record<string, (state: DeskState) => DeskState>> = {
  tab: (state) => withListBeside(state, 1),
  'shift-tab': (state) => withListBeside(state, -1),
  '/': (state) => asking(state, 'filter', state.filter.text),
  f: (state) => asking({ ...state, search: { ...state.search, from: 'queue' } }, 'search'),
  o: (state) => asking(state, 'open'),
  t: (state) => filteredBy(state, { topic: topics[placeOf(topics, state.filter.topic) + 1] }),
  h: (state) => filteredBy(state, { threat: threats[placeOf(threats, state.filter.threat) + 1] }),
  v: withNextSaved,
  V: (state) => asking(state, 'save-filter'),
  escape: (state) =>
    state.marked.length > 0
      ? { ...state, marked: [] }
      : { ...state, filter: { list: state.filter.list }, savedId: undefined },
};

/** The state with something else in its filter, which then is none that was saved. */
export function filteredBy(state: DeskState, change: QueueFilter): DeskState {
  return { ...state, filter: { ...state.filter, ...change }, savedId: undefined, cursor: '' };
}

/** Nothing chosen stands before the first. */
function placeOf(names: readonly string[], name = ''): number {
  return names.indexOf(name);
}

function withListBeside(state: DeskState, step: number): DeskState {
  const at = placeOf(queueLists, state.filter.list) + step + queueLists.length;
  return filteredBy(state, { list: queueLists[at % queueLists.length] });
}

function withListAt(state: DeskState, key: string): DeskState {
  const list = /^[1-6]$/.test(key) ? queueLists[Number(key) - 1] : undefined;
  return list ? filteredBy(state, { list }) : state;
}

/** The state with the filter that stands after the present one among those that were saved. */
function withNextSaved(state: DeskState): DeskState {
  const { saved, savedId } = state;
  const next = saved[(saved.findIndex(({ id }) => id === savedId) + 1) % Math.max(1, saved.length)];
  if (!next) return noting(state, 'plain', state.words.filters.none);
  const { id, filter } = next;
  return { ...state, filter: { ...filter, list: filter.list ?? 'all' }, savedId: id, cursor: '' };
}
