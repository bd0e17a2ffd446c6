import { askFor } from './case-questions.ts';
import {
  cursorAt,
  type DeskState,
  listed,
  noting,
  only,
  type Pressed,
  stepOf,
} from './desk-state.ts';
import { quit } from './leave-desk.ts';
import { narrow } from './press-filter.ts';

/** What a key does on the queue. */
export function pressQueue(state: DeskState, key: string): Pressed {
  const moved = move(state, key);
  if (moved) return only(moved);
  switch (key) {
    case 'enter':
    case 'right':
      return openAtCursor(state);
    case 'n':
      return { state, orders: [{ type: 'open-next' }] };
    case 's':
      return { state: { ...state, screen: 'figures' }, orders: [{ type: 'figures' }] };
    case 'd':
      return { state: { ...state, screen: 'duty', scroll: 0 }, orders: [{ type: 'duty' }] };
    case 'p':
      return {
        state: { ...state, screen: 'changes', scroll: 0, changeAt: 0 },
        orders: [{ type: 'changes' }],
      };
    case 'u':
      return takeBackLatest(state);
    case 'q':
      return quit(state);
    case ' ':
      return only(mark(state));
    case 'x':
    case 'z':
    case 'a':
      return { state: state.marked.length > 0 ? askFor(state, key) : state, orders: [] };
    default:
      return only(narrow(state, key));
  }
}

/** Undoes the latest decision that can still be undone. */
export function takeBackLatest(state: DeskState): Pressed {
  const latest = state.undo.findLast(({ until }) => until > state.now);
  if (!latest) return only(noting(state, 'problem', state.words.problems.noUndo));
  const { ticket } = latest;
  const undo = state.undo.filter((each) => each !== latest);
  const event = { name: 'take-back' } as const;
  return { state: { ...state, undo }, orders: [{ type: 'do', ticket, event }] };
}

function openAtCursor(state: DeskState): Pressed {
  const entries = listed(state);
  const found = entries[cursorAt(state, entries)];
  const orders = found ? [{ type: 'open' as const, ticket: found.case.ticket }] : [];
  return { state, orders };
}

/** Marks the case under the cursor or unmarks it, and goes on to the next. */
function mark(state: DeskState): DeskState {
  const entries = listed(state);
  const ticket = entries[cursorAt(state, entries)]?.case.ticket;
  if (ticket === undefined) return state;
  const others = state.marked.filter((each) => each !== ticket);
  const marked = others.length < state.marked.length ? others : [...others, ticket];
  return { ...state, marked, cursor: move(state, 'j')?.cursor ?? '' };
}

/** The state with the cursor elsewhere; undefined where the key moves nothing. */
function move(state: DeskState, key: string): DeskState | undefined {
  const entries = listed(state);
  const step = stepOf(key, 8, entries.length);
  if (step === undefined) return undefined;
  const at = Math.min(entries.length - 1, Math.max(0, cursorAt(state, entries) + step));
  return { ...state, cursor: entries[at]?.case.ticket ?? '' };
}
