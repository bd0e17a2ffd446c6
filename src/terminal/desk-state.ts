import type { Role } from '../domain/accounts/permissions.ts';
import { isInFilter, type QueueFilter } from '../domain/cases/queue-filter.ts';
import type { CaseActionInput } from '../services/cases/case-actions.ts';
import type { Comparison, FoundFactCheck } from '../services/cases/compare-fact-check.ts';
import type { Preview } from '../services/cases/publish-verdict.ts';
import type { CaseView, QueueEntry } from '../services/cases/queue.ts';
import type { ReviewerStats } from '../services/cases/reviewer-stats.ts';
import type { SavedFilter } from '../services/cases/saved-filters.ts';
import type { StoredAlert } from '../services/duty/alerts.ts';
import type { DutyBoard } from '../services/duty/duty-board.ts';
import type { ChangePreview } from '../services/fact-checks/preview-change.ts';
import type { StoredChange } from '../services/fact-checks/proposed-change.ts';
import { type Field, toField } from './edit-text.ts';
import type { TerminalWords } from './text.ts';
import type { Form } from './verdict-form.ts';

/** Everything that a reviewer's screen shows; it changes by keys and by what the store tells. */
export interface DeskState {
  reviewer: string;
  role: Role;
  words: TerminalWords;
  now: number;
  /** Whether decisions can be taken back for a while. */
  undoMs: number;
  screen: 'queue' | 'case' | 'form' | 'attach' | 'search' | 'figures' | 'duty' | 'changes';
  isHelp: boolean;
  /** The page of help, of a case or of what was found that is on the screen. */
  scroll: number;
  entries: readonly QueueEntry[];
  filter: QueueFilter;
  /** Filters that were saved, and the one that is looked at. */
  saved: readonly SavedFilter[];
  savedId?: string | undefined;
  cursor: string;
  /** Tickets that are marked, to do the same to all of them. */
  marked: readonly string[];
  open?: OpenCase | undefined;
  search: Search;
  figures?: ReviewerStats;
  duty?: DutyBoard;
  /** Changes of fact-checks that wait, and the one that is looked at. */
  changes: readonly SeenChange[];
  changeAt: number;
  /** Alarms that are up and wait for somebody. */
  alarms: readonly StoredAlert[];
  prompt?: Prompt | undefined;
  notice?: Notice | undefined;
  /** What can still be taken back, the latest last. */
  undo: readonly { ticket: string; until: number }[];
  /** Forms that could not be kept in the store, by ticket. */
  unsaved: Readonly<Record<string, Form>>;
}

/** A change of a fact-check, with what it would tell citizens. */
export interface SeenChange {
  change: StoredChange;
  preview: ChangePreview;
}

/** The case on the screen, and whether this reviewer holds it. */
export interface OpenCase {
  view: CaseView;
  hold: 'held' | 'lost' | 'none';
  fence: number | undefined;
  form: Form | undefined;
  /** The message that the form amounts to, as citizens will get it. */
  preview: Preview | undefined;
  /** The fact-check that it is laid beside, to be attached. */
  compared?: Comparison | undefined;
}

/** A search among the fact-checks. */
export interface Search {
  text: string;
  found: readonly FoundFactCheck[];
  at: number;
  from: 'queue' | 'case';
}

/** Something said at the foot of the screen until the next key. */
export interface Notice {
  tone: 'good' | 'problem' | 'plain';
  text: string;
}

/** A question at the foot of the screen: a line to write, or one key out of a few. */
export type Prompt =
  | { type: 'write'; asks: Asked; label: string; field: Field }
  | { type: 'choose'; label: string; choices: readonly Choice[] };

export type Asked = keyof TerminalWords['ask']['write'];

/** One answer to a question, by its key. */
export interface Choice {
  key: string;
  label: string;
  order: Order;
}

/** What the screen wants done outside of itself. */
export type Order =
  | { type: 'open-next' | 'figures' | 'duty' | 'refresh' }
  | { type: 'changes'; decide?: { id: string; event: 'approve' | 'take-back' } }
  | { type: 'acknowledge'; alarm: string }
  /** Words were changed: save them and word the message again once the typing rests. */
  | { type: 'typed' }
  | { type: 'save-draft'; ticket: string; form: Form }
  | { type: 'open'; ticket: string }
  | { type: 'view-file'; sha256: string }
  | { type: 'compare'; ticket: string; id: string }
  | { type: 'search'; text: string }
  | { type: 'save-filter'; name: string; filter: QueueFilter }
  | { type: 'do'; ticket: string; event: CaseActionInput }
  | { type: 'do-all'; tickets: readonly string[]; event: CaseActionInput }
  | { type: 'quit'; releases: readonly string[]; isSure?: boolean };

export type OrderOf<T extends Order['type']> = Extract<Order, { type: T }>;

/** What a key comes to. */
export interface Pressed {
  state: DeskState;
  orders: readonly Order[];
}

/** What each key of a screen does. */
export type Keys = Readonly<Record<string, (state: DeskState) => Pressed>>;

/** The cases on the list that is shown. */
export function listed({ entries, filter, reviewer, now }: DeskState, list = filter.list) {
  return entries.filter((entry) => isInFilter(entry, { ...filter, list }, { reviewer, now }));
}

/** Where the cursor stands on the list that is shown. */
export function cursorAt({ cursor }: DeskState, entries: readonly QueueEntry[]): number {
  const at = entries.findIndex((entry) => entry.case.ticket === cursor);
  return Math.max(0, at);
}

/** The order that does something to the open case, or else to every case that is marked. */
export function orderTo({ open, marked }: DeskState, event: CaseActionInput): Order {
  return open
    ? { type: 'do', ticket: open.view.case.ticket, event }
    : { type: 'do-all', tickets: marked, event };
}

/** The state with a line to be written at its foot. */
export function asking(state: DeskState, asks: Asked, text = ''): DeskState {
  const field = toField(text);
  return { ...state, prompt: { type: 'write', asks, label: state.words.ask.write[asks], field } };
}

/** The state with something said to the reviewer. */
export function noting(state: DeskState, tone: Notice['tone'], text: string): DeskState {
  return { ...state, notice: { tone, text } };
}

/** The state with another form on the open case. */
export function withForm(state: DeskState, form: Form | undefined): DeskState {
  return state.open ? { ...state, open: { ...state.open, form } } : state;
}

/** A new state that orders nothing. */
export function only(state: DeskState): Pressed {
  return { state, orders: [] };
}

/** How far a key goes in a list or a text: by one, by a page or to an end; undefined for any other key. */
export function stepOf(key: string, page: number, all: number): number | undefined {
  const steps = { j: 1, down: 1, k: -1, up: -1, pagedown: page, pageup: -page };
  return new Map(Object.entries({ ...steps, g: -all, home: -all, G: all, end: all })).get(key);
}

/** The state scrolled as far as a key goes in a long text; undefined for any other key. */
export function scrollByKey(state: DeskState, key: string): Pressed | undefined {
  const step = stepOf(key === ' ' ? 'pagedown' : key, 12, 100_000);
  return step === undefined
    ? undefined
    : only({ ...state, scroll: Math.max(0, state.scroll + step) });
}
