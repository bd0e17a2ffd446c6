import type { Clock } from '../ports/clock.ts';
import type { Language } from '../ui-text/ui-text.ts';
import { type DeskState, noting, type Order, type OrderOf, type Pressed } from './desk-state.ts';
import { clampScroll } from './draw-desk.ts';
import {
  type ConsoleDeps,
  type Desk,
  followOrder,
  keepDraft,
  readQueue,
  renewLease,
  type ShowFile,
  wordMessage,
} from './follow-order.ts';
import { hearNews, type News } from './hear-news.ts';
import type { Size } from './line.ts';
import { paste, pressKey } from './press-key.ts';
import { terminalWords } from './text.ts';

/** How often the queue and the open case are read again. */
const POLL_MS = 2000;
/** A lease is renewed so often, well within its ten minutes. */
const HEARTBEAT_MS = 20_000;
/** So long after the last letter a draft is kept, and the message worded. */
const DRAFT_MS = 800;
const PREVIEW_MS = 200;
/** What can be taken back is counted down. */
const TICK_MS = 1000;

export interface SessionParts extends Pick<DeskState, 'reviewer' | 'role'> {
  deps: ConsoleDeps;
  language: Language;
  showFile: ShowFile;
}

/** A reviewer's work at the desk: keys in, states out; what is ordered is done one thing after the other. */
export class DeskSession {
  readonly #desk: Desk;
  readonly #listeners = new Set<() => void>();
  readonly #timers: Timers;
  readonly #ended = Promise.withResolvers<void>();
  #typed: (() => Pressed)[] = [];
  size: Size = { columns: 80, rows: 24 };
  #state: DeskState;
  #working: Promise<void> = Promise.resolve();
  #ordered = 0;

  constructor({ deps, reviewer, role, language, showFile }: SessionParts) {
    const words = terminalWords(language);
    this.#desk = { deps, actor: { name: reviewer, role }, words, showFile, fences: new Map() };
    this.#timers = new Timers(deps.clock);
    const { undoMs } = deps.settings;
    this.#state = newDesk({ reviewer, role, words, undoMs, now: deps.clock.now() });
  }

  get state(): DeskState {
    return this.#state;
  }

  /** Resolves when the reviewer has quit. */
  get ended(): Promise<void> {
    return this.#ended.promise;
  }

  /** Calls a listener after every change; returns how to stop that. */
  listen = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Reads the queue, and from now on again and again. */
  async start(): Promise<void> {
    await this.#desk.deps.openCases.load();
    void this.#work(() => this.#read());
    this.#timers.repeat('poll', POLL_MS, () => this.#work(() => this.#read()));
    this.#timers.repeat('heartbeat', HEARTBEAT_MS, () => this.#work(() => this.#renew()));
    this.#timers.repeat('tick', TICK_MS, async () => {
      const isCounting = this.#state.undo.length > 0;
      if (isCounting) this.#hear([{ type: 'passed', now: this.#desk.deps.clock.now() }]);
    });
    await this.settle();
  }

  /** Takes a key; what is typed ahead of something that is being done waits for it. */
  press(key: string): void {
    this.#typed.push(() => pressKey(this.#state, key));
    this.#drain();
  }

  paste(text: string): void {
    this.#typed.push(() => paste(this.#state, text));
    this.#drain();
  }

  /** Reads and renews nothing more. */
  stop(): void {
    this.#timers.end();
  }

  /** Resolves when all that was ordered is done. */
  async settle(): Promise<void> {
    for (let seen: unknown; seen !== this.#working; ) {
      seen = this.#working;
      await this.#working;
    }
  }

  #drain(): void {
    while (this.#ordered === 0) {
      const take = this.#typed.shift();
      if (!take) return;
      const { state, orders } = take();
      this.#change(clampScroll(state, this.size));
      for (const order of orders) this.#order(order);
    }
  }

  #order(order: Order): void {
    if (order.type === 'typed') {
      this.#timers.after('draft', DRAFT_MS, () => void this.#work(() => this.#keep()));
      this.#timers.after('preview', PREVIEW_MS, () => void this.#work(() => this.#word()));
      return;
    }
    this.#ordered += 1;
    const work = this.#work(async () => {
      if (order.type === 'quit') return this.#quit(order);
      if (order.type === 'do' && order.event.name === 'decide') this.#timers.stop('draft');
      return followOrder(this.#desk, order);
    });
    this.#working = work.then(() => {
      this.#ordered -= 1;
      // What was typed ahead was meant for another outcome.
      if (this.#state.notice?.tone === 'problem') this.#typed = [];
      this.#drain();
    });
  }

  async #quit(order: OrderOf<'quit'>): Promise<News[]> {
    const unsaved = Object.keys(this.#state.unsaved).length > 0;
    if (unsaved && !order.isSure) return [];
    await followOrder(this.#desk, order);
    this.stop();
    this.#ended.resolve();
    return [];
  }

  #read(): Promise<News[]> {
    return readQueue(this.#desk, this.#state.open?.view.case.ticket);
  }

  async #renew(): Promise<News[]> {
    const { open } = this.#state;
    return open?.hold === 'held' ? renewLease(this.#desk, open.view.case.ticket) : [];
  }

  async #keep(): Promise<News[]> {
    const { open } = this.#state;
    if (!open?.form?.isDirty || open.hold !== 'held') return [];
    return keepDraft(this.#desk, open.view.case.ticket, open.form);
  }

  async #word(): Promise<News[]> {
    const { open } = this.#state;
    return open?.form ? wordMessage(this.#desk, open.view.case.ticket, open.form) : [];
  }

  /** Does one thing after all that was begun before. */
  #work(task: () => Promise<News[]>): Promise<void> {
    const work = this.#working.then(async () => {
      try {
        this.#hear(await task());
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        this.#change(noting(this.#state, 'problem', this.#state.words.problems.store(why)));
      }
    });
    this.#working = work;
    return work;
  }

  #hear(news: readonly News[]): void {
    this.#change(news.reduce(hearNews, this.#state));
  }

  #change(state: DeskState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

function newDesk(
  who: Pick<DeskState, 'reviewer' | 'role' | 'words' | 'now' | 'undoMs'>,
): DeskState {
  return {
    ...who,
    screen: 'queue',
    isHelp: false,
    scroll: 0,
    entries: [],
    filter: { list: 'ready' },
    saved: [],
    cursor: '',
    marked: [],
    search: { text: '', found: [], at: 0, from: 'queue' },
    changes: [],
    changeAt: 0,
    alarms: [],
    undo: [],
    unsaved: {},
  };
}

/** Named timers; setting one again postpones it. */
class Timers {
  readonly #clock: Clock;
  readonly #pending = new Map<string, () => void>();
  #isOver = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  after(name: string, ms: number, task: () => void): void {
    this.stop(name);
    if (this.#isOver) return;
    this.#pending.set(name, this.#clock.at(this.#clock.now() + ms, task));
  }

  /** Again and again, but never before the last time has come to its end. */
  repeat(name: string, ms: number, task: () => Promise<void>): void {
    this.after(name, ms, () => void task().then(() => this.repeat(name, ms, task)));
  }

  stop(name: string): void {
    this.#pending.get(name)?.();
    this.#pending.delete(name);
  }

  end(): void {
    this.#isOver = true;
    for (const name of this.#pending.keys()) this.stop(name);
  }
}
