import type { Case } from '../domain/cases/case.ts';
import { heldLease } from '../domain/cases/lifecycle.ts';
import { isUp } from '../domain/duty/alert.ts';
import type { CaseActionResult } from '../services/cases/case-action.ts';
import type { CaseActionInput, CaseActionName } from '../services/cases/case-actions.ts';
import type { Comparison, FoundFactCheck } from '../services/cases/compare-fact-check.ts';
import type { Preview } from '../services/cases/publish-verdict.ts';
import type { CaseView, QueueEntry } from '../services/cases/queue.ts';
import type { ReviewerStats } from '../services/cases/reviewer-stats.ts';
import type { FilterChange, SavedFilter } from '../services/cases/saved-filters.ts';
import type { StoredAlert } from '../services/duty/alerts.ts';
import type { DutyBoard } from '../services/duty/duty-board.ts';
import type { DecisionRefusal } from '../services/fact-checks/decide-change.ts';
import { describeRefusal, newsOf } from '../ui-text/describe-result.ts';
import { type DeskState, noting, withForm } from './desk-state.ts';
import { hour, type TerminalWords } from './text.ts';
import { type Form, saysSame } from './verdict-form.ts';

/** What the store has told. */
export type News =
  | {
      type: 'listed';
      entries: readonly QueueEntry[];
      saved: readonly SavedFilter[];
      alarms: readonly StoredAlert[];
      undoMs: number;
      now: number;
    }
  | { type: 'filter-saved'; change: FilterChange; saved: readonly SavedFilter[] }
  | { type: 'opened'; view: CaseView; done: CaseActionResult; fence: number | undefined }
  | { type: 'viewed'; view: CaseView }
  | { type: 'done'; ticket: string; event: CaseActionInput; done: CaseActionResult }
  | { type: 'kept'; ticket: string; form: Form; done: CaseActionResult }
  | { type: 'renewed'; ticket: string; done: CaseActionResult }
  | { type: 'previewed'; ticket: string; preview: Preview }
  | { type: 'found'; text: string; found: readonly FoundFactCheck[] }
  | { type: 'compared'; ticket: string; compared: Comparison | undefined }
  | { type: 'counted'; figures: ReviewerStats }
  | { type: 'duty'; board: DutyBoard }
  | { type: 'changes'; changes: DeskState['changes']; refused: DecisionRefusal | undefined }
  | { type: 'passed'; now: number }
  | { type: 'done-to-all'; count: number; of: number }
  | { type: 'nothing-ready' }
  | { type: 'problem' | 'told'; text: string };

type NewsOf<T extends News['type']> = Extract<News, { type: T }>;

/** The state after some news. */
export function hearNews(state: DeskState, news: News): DeskState {
  const hear = HEAR[news.type] as (state: DeskState, news: News) => DeskState; // the one of its type
  return hear(state, news);
}

const HEAR: { readonly [T in News['type']]: (state: DeskState, news: NewsOf<T>) => DeskState } = {
  // The cursor stays on its case.
  listed: (state, { type: _, ...heard }) => withoutPast({ ...state, ...heard }),
  'filter-saved': hearSaved,
  opened: hearOpened,
  viewed: (state, { view }) => hearViewed(state, view),
  done: hearDone,
  kept: hearKept,
  renewed: (state, { ticket, done }) => (done.type === 'done' ? state : lose(state, ticket, done)),
  previewed: (state, { ticket, preview }) =>
    ticketOf(state) === ticket && state.open
      ? { ...state, open: { ...state.open, preview } }
      : state,
  found: (state, { text, found }) => ({
    ...state,
    search: { ...state.search, text, found, at: 0 },
  }),
  compared: hearCompared,
  counted: (state, { figures }) => ({ ...state, figures }),
  duty: (state, { board }) => {
    const alarms = board.alarms.filter((each) => isUp(each) && !each.acknowledged);
    return { ...state, duty: board, alarms };
  },
  changes: hearChanges,
  passed: (state, { now }) => withoutPast({ ...state, now }),
  'done-to-all': (state, { count, of }) => {
    const text = state.words.told.all(count, of);
    return noting({ ...state, marked: [] }, count === of ? 'good' : 'problem', text);
  },
  'nothing-ready': (state) => noting(state, 'plain', state.words.problems.noneReady),
  told: (state, { text }) => noting(state, 'plain', text),
  problem: (state, { text }) => noting(state, 'problem', text),
};

function hearChanges(state: DeskState, { changes, refused }: NewsOf<'changes'>): DeskState {
  const changeAt = Math.min(state.changeAt, Math.max(0, changes.length - 1));
  const seen = { ...state, changes, changeAt };
  return refused ? noting(seen, 'problem', state.words.desk.changes.problem[refused]) : seen;
}

function hearCompared(state: DeskState, { ticket, compared }: NewsOf<'compared'>): DeskState {
  const { open, words } = state;
  if (!open || ticketOf(state) !== ticket || state.screen !== 'attach') return state;
  if (compared) return { ...state, open: { ...open, compared } };
  return noting({ ...state, screen: 'case' }, 'problem', words.desk.refusal['no-fact-check']);
}

function hearSaved(state: DeskState, { change, saved }: NewsOf<'filter-saved'>): DeskState {
  const { filters, desk } = state.words;
  const seen = { ...state, saved };
  return change === 'saved'
    ? noting(seen, 'good', filters.kept)
    : noting(seen, 'problem', desk.filters.wrong[change]);
}

function withoutPast(state: DeskState): DeskState {
  const undo = state.undo.filter(({ until }) => until > state.now);
  return undo.length === state.undo.length ? state : { ...state, undo };
}

function hearOpened(state: DeskState, { view, done, fence }: NewsOf<'opened'>) {
  const { ticket } = view.case;
  const here = ticketOf(state) === ticket ? state.open?.form : undefined;
  const form = state.unsaved[ticket] ?? here;
  const isHeld = done.type === 'done';
  const { [ticket]: _, ...unsaved } = state.unsaved;
  const hold = isHeld ? ('held' as const) : form?.isDirty ? ('lost' as const) : ('none' as const);
  const opened: DeskState = {
    ...state,
    screen: state.screen === 'form' && form ? 'form' : 'case',
    scroll: 0,
    cursor: ticket,
    unsaved,
    open: { view, hold, fence: isHeld ? fence : undefined, form, preview: undefined },
  };
  return isHeld
    ? opened
    : noting(opened, 'problem', whyNot({ ticket, name: 'claim' }, done, state.words));
}

/** The open case as it is now; a colleague who took or decided it meanwhile is seen at once. */
function hearViewed(state: DeskState, view: CaseView): DeskState {
  const { open } = state;
  const { ticket } = view.case;
  if (!open || open.view.case.ticket !== ticket) return state;
  const isSame = open.form || open.view.case.proposal?.at === view.case.proposal?.at;
  const preview = isSame ? open.preview : undefined;
  const next = { ...state, open: { ...open, view, preview } };
  if (open.hold !== 'held') return next;
  const held = heldLease(view.case, state.now);
  if (view.case.status !== 'open') {
    return lose(next, ticket, { type: 'decided', status: view.case.status });
  }
  if (held?.by === state.reviewer && held.fence === open.fence) return next;
  if (held && held.by !== state.reviewer) return lose(next, ticket, { type: 'taken', ...held });
  return lose(next, ticket, { type: 'lost' });
}

function hearKept(state: DeskState, { ticket, form, done }: NewsOf<'kept'>) {
  const now = state.open?.form;
  if (done.type === 'done') {
    const isHere = ticketOf(state) === ticket && now && saysSame(now, form);
    return isHere ? withForm(state, { ...now, isDirty: false }) : state;
  }
  if (ticketOf(state) === ticket) return lose(state, ticket, done);
  const kept = { ...state, unsaved: { ...state.unsaved, [ticket]: form } };
  return noting(kept, 'problem', whyNot({ ticket, name: 'draft' }, done, state.words));
}

/** The lease is gone; what was written stays on the screen. */
function lose(state: DeskState, ticket: string, done: Exclude<CaseActionResult, { type: 'done' }>) {
  if (!state.open || ticketOf(state) !== ticket) return state;
  const form = state.open.form && { ...state.open.form, isDirty: true };
  const open = { ...state.open, hold: 'lost' as const, fence: undefined, form };
  const why = whyNot({ ticket, name: 'draft' }, done, state.words);
  return noting({ ...state, open }, 'problem', why);
}

function ticketOf({ open }: DeskState): string | undefined {
  return open?.view.case.ticket;
}

/** The state after an action on a case came to its end. */
function hearDone(
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
function whyNot(
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
