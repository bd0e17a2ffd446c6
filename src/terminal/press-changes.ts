import { may } from '../domain/accounts/permissions.ts';
import { type DeskState, noting, type Pressed } from './desk-state.ts';

/** What a key does on the page of changes: `n` looks at the next one, `y` approves it, `u` takes it back. */
export function pressChanges(state: DeskState, key: string): Pressed {
  const seen = state.changes[state.changeAt];
  switch (key) {
    case 'j':
    case 'down':
      return scroll(state, 1);
    case 'k':
    case 'up':
      return scroll(state, -1);
    case 'n': {
      const changeAt = (state.changeAt + 1) % Math.max(1, state.changes.length);
      return { state: { ...state, changeAt, scroll: 0 }, orders: [] };
    }
    case 'y':
    case 'u': {
      if (!seen) return { state, orders: [] };
      if (!may(state.role, key === 'y' ? 'publish-second' : 'edit-fact-check')) {
        return { state: noting(state, 'problem', state.words.problems.role), orders: [] };
      }
      const event = key === 'y' ? 'approve' : 'take-back';
      return { state, orders: [{ type: 'changes', decide: { id: seen.change.id, event } }] };
    }
    default:
      return { state: { ...state, screen: 'queue', scroll: 0 }, orders: [] };
  }
}

function scroll(state: DeskState, by: 1 | -1): Pressed {
  return { state: { ...state, scroll: Math.max(0, state.scroll + by) }, orders: [] };
}
