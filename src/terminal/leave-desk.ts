import { type DeskState, noting, type Order, only, type Pressed } from './desk-state.ts';

/** Goes back to the queue: without a draft the case goes back too, with one it stays with the reviewer. */
export function leaveCase(state: DeskState): Pressed {
  const { open, words } = state;
  const left: DeskState = { ...state, screen: 'queue', open: undefined, scroll: 0 };
  if (!open) return only(left);
  const { ticket } = open.view.case;
  const { form } = open;
  if (open.hold !== 'held') {
    if (!form?.isDirty) return only(left);
    const kept = { ...left, unsaved: { ...state.unsaved, [ticket]: form } };
    return only(noting(kept, 'problem', words.leave.unkept(ticket)));
  }
  if (form) {
    const text = words.leave.kept(ticket);
    const orders: Order[] = form.isDirty ? [{ type: 'save-draft', ticket, form }] : [];
    return { state: noting(left, 'plain', text), orders: [...orders, { type: 'refresh' }] };
  }
  return { state: left, orders: [{ type: 'do', ticket, event: { name: 'release' } }] };
}

/** Ends the work, but asks first where a case is still held or a draft is not kept. */
export function quit(before: DeskState): Pressed {
  const drafted = before.open?.form !== undefined;
  const { state, orders } = before.open && drafted ? leaveCase(before) : only(before);
  const held = heldBy(state);
  const unsaved = Object.keys(state.unsaved);
  if (held.length === 0 && unsaved.length === 0) {
    return { state, orders: [...orders, { type: 'quit', releases: [] }] };
  }
  const say = state.words.leave;
  const label = [
    unsaved.length > 0 && say.losing(unsaved.join(', ')),
    held.length > 0 && say.holding(held.join(', ')),
    say.sure,
  ].filter((part) => part !== false);
  const sure = (key: string, label: string, releases: readonly string[]) => {
    return { key, label, order: { type: 'quit', releases, isSure: true } as const };
  };
  const choices =
    held.length > 0
      ? [sure('l', say.release, held), sure('b', say.keep, [])]
      : [sure('y', say.quit, [])];
  const prompt = { type: 'choose' as const, label: label.join(' '), choices };
  return { state: { ...state, isHelp: false, prompt }, orders };
}

function heldBy({ entries, open, reviewer, now }: DeskState): string[] {
  const held = entries
    .filter(({ lease }) => lease?.by === reviewer && lease.until > now)
    .map((entry) => entry.case.ticket);
  const own = open?.hold === 'held' ? [open.view.case.ticket] : [];
  return [...new Set([...own, ...held])];
}
