import { askFor } from './case-questions.ts';
import {
  cursorAt,
  type DeskState,
  type Keys,
  listed,
  noting,
  only,
  type Pressed,
  stepOf,
} from './desk-state.ts';
import { quit } from './leave-desk.ts';
import { narrow } from './press-filter.ts';

export function pressQueue(state: DeskState, key: string): Pressed {
  const moved = move(state, key);
  if (moved) return only(moved);
  if (state.marked.length > 0 && /^[xza]$/.test(key)) return only(askFor(state, key));
  return KEYS[key]?.(state) ?? only(narrow(state, key));
}

const KEYS: Keys = {
  enter: openAtCursor,
  right: openAtCursor,
  n: (state) => ({ state, orders: [{ type: 'open-next' }] }),
  s: (state) => ({ state: { ...state, screen: 'figures' }, orders: [{ type: 'figures' }] }),
  d: (state) => ({ state: { ...state, screen: 'duty', scroll: 0 }, orders: [{ type: 'duty' }] }),
  p: (state) => {
    const shown = { ...state, screen: 'changes' as const, scroll: 0, changeAt: 0 };
    return { state: shown, orders: [{ type: 'changes' }] };
  },
  u: takeBackLatest,
  q: quit,
  ' ': (state) => only(mark(state)),
};

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
