import { type QueueList, queueLists } from '../domain/cases/queue-filter.ts';
import { threats } from '../domain/cases/threats.ts';
import { topics } from '../domain/cases/topic-words.ts';
import { asking, type DeskState, noting } from './desk-state.ts';

/** The state with another list or filter. */
export function narrow(state: DeskState, key: string): DeskState {
  const at = queueLists.indexOf(state.list);
  const list = (index: number) => queueLists[(index + queueLists.length) % queueLists.length];
  switch (key) {
    case 'tab':
      return withList(state, list(at + 1) ?? 'ready');
    case 'shift-tab':
      return withList(state, list(at - 1) ?? 'ready');
    case '/':
      return asking(state, 'filter', state.text);
    case 'f':
      return asking({ ...state, search: { ...state.search, from: 'queue' } }, 'search');
    case 'o':
      return asking(state, 'open');
    case 't':
      return { ...state, topic: topicAfter(state), savedId: undefined, cursor: '' };
    case 'd':
      return { ...state, threat: threatAfter(state), savedId: undefined, cursor: '' };
    case 'v':
      return withNextSaved(state);
    case 'V':
      return asking(state, 'save-filter');
    case 'escape':
      return state.marked.length > 0 ? { ...state, marked: [] } : { ...state, ...UNFILTERED };
    default:
      return withListAt(state, key);
  }
}

const UNFILTERED = {
  text: '',
  topic: undefined,
  threat: undefined,
  tag: undefined,
  savedId: undefined,
};

function threatAfter({ threat }: DeskState) {
  return threat === undefined ? threats[0] : threats[threats.indexOf(threat) + 1];
}

function topicAfter({ topic }: DeskState) {
  return topic === undefined ? topics[0] : topics[topics.indexOf(topic) + 1];
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
  const { list = 'all', topic, threat, tag, text = '' } = next.filter;
  return { ...state, list, topic, threat, tag, text, savedId: next.id, cursor: '' };
}
