import { type DeskState, only, type Pressed } from './desk-state.ts';

/** Opens the screen that compares the open case with a fact-check. */
export function comparing(state: DeskState, id: string): Pressed {
  const { open } = state;
  if (!open) return only(state);
  const aside = { ...open, compared: undefined };
  const beside: DeskState = { ...state, screen: 'attach', scroll: 0, open: aside };
  return { state: beside, orders: [{ type: 'compare', ticket: open.view.case.ticket, id }] };
}
