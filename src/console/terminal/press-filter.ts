import { type QueueList, queueLists } from '../../review/filter-queue.ts';
import { topics } from '../../review/topics.ts';
import { type DeskState, noting } from './desk-state.ts';
import { toField } from './edit-text.ts';

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
      return {
        ...state,
        prompt: {
          type: 'write',
          asks: 'filter',
          label: state.words.ask.filter,
          field: toField(state.text),
        },
      };
    case 'f':
      return {
        ...state,
        search: { ...state.search, from: 'queue' },
        prompt: {
          type: 'write',
          asks: 'search',
          label: state.words.ask.search,
          field: toField(''),
        },
      };
    case 'o':
      return {
        ...state,
        prompt: { type: 'write', asks: 'open', label: state.words.ask.open, field: toField('') },
      };
    case 't':
      return { ...state, topic: topicAfter(state), savedId: undefined, cursor: '' };
    case 'v':
      return withNextSaved(state);
    case 'V':
      return {
        ...state,
        prompt: {
          type: 'write',
          asks: 'save-filter',
          label: state.words.ask['save-filter'],
          field: toField(''),
        },
      };
    case 'escape':
      return state.marked.length > 0
        ? { ...state, marked: [] }
        : { ...state, text: '', topic: undefined, tag: undefined, savedId: undefined };
    default:
      return withListAt(state, key);
  }
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
  const { list = 'all', topic, tag, text = '' } = next.filter;
  return { ...state, list, topic, tag, text, savedId: next.id, cursor: '' };
}
