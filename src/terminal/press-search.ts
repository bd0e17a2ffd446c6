import { comparing } from './comparing.ts';
import type { DeskState, Pressed } from './desk-state.ts';
import { toField } from './edit-text.ts';

/** What a key does on the fact-checks that were found. */
export function pressSearch(state: DeskState, key: string): Pressed {
  const { search, open, words } = state;
  const last = Math.max(0, search.found.length - 1);
  const to = (at: number): Pressed => ({
    state: { ...state, search: { ...search, at: Math.min(last, Math.max(0, at)) } },
    orders: [],
  });
  switch (key) {
    case 'j':
    case 'down':
      return to(search.at + 1);
    case 'k':
    case 'up':
      return to(search.at - 1);
    case 'f':
    case '/': {
      const field = toField(search.text);
      const prompt = {
        type: 'write' as const,
        asks: 'search' as const,
        label: words.ask.search,
        field,
      };
      return { state: { ...state, prompt }, orders: [] };
    }
    case 'l':
      return compare(state);
    case 'escape':
    case 'left':
    case 'q':
      return { state: { ...state, screen: open ? 'case' : 'queue', scroll: 0 }, orders: [] };
    default:
      return { state, orders: [] };
  }
}

function compare(state: DeskState): Pressed {
  const found = state.search.found[state.search.at];
  return found ? comparing(state, found.factCheck.id) : { state, orders: [] };
}
