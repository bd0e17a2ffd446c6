import type { Case } from '../domain/cases/case.ts';
import type { CaseActionResult } from '../services/cases/case-action.ts';
import type { CaseActionName } from '../services/cases/case-actions.ts';
import { describeRefusal, newsOf } from '../ui-text/describe-result.ts';
import { type DeskState, noting } from './desk-state.ts';
import { hour, type TerminalWords } from './text.ts';

/** The state after an action on a case came to its end. */
export function hearDone(
  state: DeskState,
  of: { ticket: string; event: { name: CaseActionName }; done: CaseActionResult },
): DeskState {
  const { ticket, event, done } = of;
  if (done.type !== 'done') return hearNotDone(state, { ticket, name: event.name }, done);
  const { undo } = done.case;
  const kept = undo ? { ...state, undo: [...state.undo, { ticket, until: undo.until }] } : state;
  const text = `${ticket}: ${tell(event.name, done.case, state.words)}`;
  if (!LEAVES.has(event.name)) return noting(kept, 'good', text);
  const { [ticket]: _, ...unsaved } = kept.unsaved;
  const isOpen = kept.open?.view.case.ticket === ticket;
  const left: DeskState = isOpen
    ? { ...kept, unsaved, screen: 'queue', open: undefined, scroll: 0, cursor: '' }
    : { ...kept, unsaved };
  return noting(left, 'good', text);
}

/** After these the case is no longer the reviewer's. */
const LEAVES: ReadonlySet<CaseActionName> = new Set([
  'decide',
  'close',
  'attach',
  'merge',
  'snooze',
  'hand-over',
  'approve',
  'send-back',
  'release',
]);

/** What came of an action, in the reviewer's language. */
function tell(name: CaseActionName, found: Case, words: TerminalWords): string {
  const say = words.told;
  switch (name) {
    case 'decide':
      return found.status === 'open' ? say.proposed : `${say.published} ${whenTold(found, words)}`;
    case 'attach':
      return found.status === 'open' ? say.proposed : `${say.attach} ${whenTold(found, words)}`;
    case 'approve':
    case 'close':
      return `${say[name]} ${whenTold(found, words)}`;
    case 'snooze':
      return say.snooze(hour(found.snoozedUntil ?? 0, words));
    case 'assign':
      return found.assignee === undefined ? say.unassigned : say.assigned(found.assignee);
    case 'hand-over':
      return say['hand-over'](found.assignee ?? '');
    case 'tags':
      return found.tags?.length ? say.tags(found.tags.join(', ')) : say.untagged;
    case 'urgency':
      return say.urgency(words.desk.urgency.name[found.urgency ?? 'usual']);
    case 'threat':
      return say.threat(words.desk.threat[found.threat ?? 'biasa']);
    default: {
      const own = (say as Partial<Record<CaseActionName, unknown>>)[name]; // the other words are no actions
      return typeof own === 'string' ? own : words.desk.done[newsOf(name, found)];
    }
  }
}

function whenTold({ undo }: Case, words: TerminalWords): string {
  return undo ? words.told.at(hour(undo.until, words)) : words.told.soon;
}

function hearNotDone(
  state: DeskState,
  of: { ticket: string; name: CaseActionName },
  done: Exclude<CaseActionResult, { type: 'done' }>,
): DeskState {
  const isGone = done.type === 'lost' || done.type === 'taken' || done.type === 'decided';
  const { open } = state;
  const isOpen = open?.view.case.ticket === of.ticket;
  const next: DeskState =
    isGone && isOpen && open
      ? { ...state, open: { ...open, hold: 'lost', fence: undefined } }
      : state;
  return noting(next, 'problem', whyNot(of, done, state.words));
}

/** Why something could not be done, as the reviewer at the console reads it. */
export function whyNot(
  { ticket, name }: { ticket: string; name: CaseActionName },
  done: Exclude<CaseActionResult, { type: 'done' }>,
  words: TerminalWords,
): string {
  const say = words.refused;
  if (done.type === 'taken') return say.taken(ticket, done.by, hour(done.until, words));
  if (done.type === 'lost') return say.lost(ticket);
  if (done.type === 'forbidden') return words.problems.role;
  return say.why(ticket, describeRefusal(words.desk, done, name));
}
