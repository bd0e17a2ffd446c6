import { type QueueFilter, type QueueList, queueLists } from '../domain/cases/queue-filter.ts';
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
  '/': (state) => asking(state, 'filter', state.text),
  f: (state) => asking({ ...state, search: { ...state.search, from: 'queue' } }, 'search'),
  o: (state) => asking(state, 'open'),
  t: (state) => ({ ...state, topic: topicAfter(state), savedId: undefined, cursor: '' }),
  h: (state) => ({ ...state, threat: threatAfter(state), savedId: undefined, cursor: '' }),
  v: withNextSaved,
  V: (state) => asking(state, 'save-filter'),
  escape: (state) =>
    state.marked.length > 0 ? { ...state, marked: [] } : { ...state, ...UNFILTERED },
};

const UNFILTERED = { ...filteredBy({}), savedId: undefined };

/** All that a filter can name, so that nothing of an earlier one stays. */
function filteredBy({ topic, threat, tag, text = '' }: QueueFilter) {
  return { topic, threat, tag, text };
}

function threatAfter({ threat }: DeskState) {
  return threat === undefined ? threats[0] : threats[threats.indexOf(threat) + 1];
}

function topicAfter({ topic }: DeskState) {
  return topic === undefined ? topics[0] : topics[topics.indexOf(topic) + 1];
}

function withListBeside(state: DeskState, step: number): DeskState {
  const at = queueLists.indexOf(state.list) + step + queueLists.length;
  return withList(state, queueLists[at % queueLists.length] ?? 'ready');
}

function withListAt(state: DeskState, key: string): DeskState {
  const list = /^[1-6]$/.test(key) ? queueLists[Number(key) - 1] : undefined;
  return list ? withList(state, list) : state;
}

function withList(state: DeskState, list: QueueList): DeskState {
  return { ...state, list, savedId: undefined, cursor: '' };
}

/** The state with the filter that stands after the present one among those that were saved. */
function withNextSaved(state: DeskState): DeskState {
  const { saved, savedId } = state;
  const next = saved[(saved.findIndex(({ id }) => id === savedId) + 1) % Math.max(1, saved.length)];
  if (!next) return noting(state, 'plain', state.words.filters.none);
  const { id, filter } = next;
  return { ...state, list: filter.list ?? 'all', ...filteredBy(filter), savedId: id, cursor: '' };
}
