import type { DeskState, Pressed } from './desk-state.ts';
import { toField } from './edit-text.ts';

/** What a key does where a case and a fact-check stand side by side: it is used by `y` alone, once both are read. */
export function pressAttach(state: DeskState, key: string): Pressed {
  const { open, words } = state;
  const back: DeskState = { ...state, screen: open ? 'case' : 'queue', scroll: 0 };
  switch (key) {
    case 'y':
      return agree(state);
    case 'j':
    case 'down':
      return { state: { ...state, scroll: state.scroll + 1 }, orders: [] };
    case 'k':
    case 'up':
      return { state: { ...state, scroll: Math.max(0, state.scroll - 1) }, orders: [] };
    case 'escape':
    case 'left':
    case 'q':
      return { state: back, orders: [] };
    default:
      return {
        state: { ...state, notice: { tone: 'plain', text: words.ask.readFirst } },
        orders: [],
      };
  }
}

/** What is too unlike needs a reason, which is written at the foot. */
function agree(state: DeskState): Pressed {
  const { open, words } = state;
  if (!open?.compared) return { state, orders: [] };
  const { factCheck, isUnlike, key: confirmed } = open.compared;
  if (isUnlike) {
    const label = words.ask['attach-reason'];
    const prompt = { type: 'write', asks: 'attach-reason', label, field: toField('') } as const;
    return { state: { ...state, prompt }, orders: [] };
  }
  const event = { name: 'attach', id: factCheck.id, confirmed } as const;
  return { state, orders: [{ type: 'do', ticket: open.view.case.ticket, event }] };
}
