import { may } from '../domain/accounts/permissions.ts';
import { isUp } from '../domain/duty/alert.ts';
import type { DeskState, Pressed } from './desk-state.ts';

/** Handles a key on the page of the duty: `a` acknowledges the alert that waits longest. */
export function pressDuty(state: DeskState, key: string): Pressed {
  if (key === 'j' || key === 'down') return scroll(state, 1);
  if (key === 'k' || key === 'up') return scroll(state, -1);
  if (key !== 'a') return { state: { ...state, screen: 'queue', scroll: 0 }, orders: [] };
  const open = state.duty?.alarms.filter((alarm) => isUp(alarm) && !alarm.acknowledged) ?? [];
  const oldest = open.toSorted((a, b) => a.since - b.since)[0];
  if (!oldest || !may(state.role, 'acknowledge-alarm')) return { state, orders: [] };
  return { state, orders: [{ type: 'acknowledge', alarm: oldest.id }] };
}

function scroll(state: DeskState, by: 1 | -1): Pressed {
  return { state: { ...state, scroll: Math.max(0, state.scroll + by) }, orders: [] };
}
