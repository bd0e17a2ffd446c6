import { heldLease } from '../domain/cases/lifecycle.ts';
import { isUp } from '../domain/duty/alert.ts';
import type { CaseActionResult } from '../services/cases/case-action.ts';
import type { CaseActionInput } from '../services/cases/case-actions.ts';
import type { Comparison } from '../services/cases/compare-fact-check.ts';
import type { Preview } from '../services/cases/preview-verdict.ts';
import type { CaseView, QueueEntry } from '../services/cases/queue.ts';
import type { ReviewerStats } from '../services/cases/reviewer-stats.ts';
import type { FilterChange, SavedFilter } from '../services/cases/saved-filters.ts';
import type { FoundFactCheck } from '../services/cases/search-fact-checks.ts';
import type { StoredAlert } from '../services/duty/alerts.ts';
import type { DutyBoard } from '../services/duty/duty-board.ts';
import type { DecisionRefusal } from '../services/fact-checks/decide-change.ts';
import { type DeskState, noting, withForm } from './desk-state.ts';
import { hearDone, whyNot } from './hear-done.ts';
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
  const next = { ...state, open: { ...open, view } };
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
