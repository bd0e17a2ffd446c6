import type { QueuedCase } from '../../../services/cases/open-queue.ts';
import { followQueue } from '../../../services/cases/queue.ts';
import type { DeskDeps } from '../desk-deps.ts';

/** What happened in the queue since the last news; `reset` where too much did, or nobody knows what. */
export interface QueueNews {
  id: string;
  changes: readonly { type: 'new' | 'changed' | 'gone' | 'reset'; ticket: string }[];
  open: number;
  late: number;
}

type Listener = (news: QueueNews) => void;
type Options = { run: string; everyMs: number; onError(error: unknown): void };
type Followed = Pick<DeskDeps, 'queue' | 'clock' | 'settings'>;

const KEPT = 1000;
const RESET: QueueNews['changes'] = [{ type: 'reset', ticket: '' }];

/** Sends changes of the queue to all streams, those of one look at once; looks only while there are any streams. */
export class LiveQueue {
  readonly #deps: Followed;
  readonly #options: Options;
  readonly #listeners = new Set<Listener>();
  #count = 0;
  /** What was told of each case that has changed since the last look, and what there would be to tell now. */
  readonly #changed = new Map<string, { before: Told; after: Told }>();
  #timer: NodeJS.Timeout | undefined;

  constructor(deps: Followed, options: Options) {
    this.#deps = deps;
    this.#options = options;
    deps.queue.listen((before, after) => this.#hear(before, after));
  }

  /** Hears news from now on, and first that some were missed since an id; returns how to stop. */
  listen(lastId: string | undefined, listener: Listener): () => void {
    const id = this.#id();
    if (lastId !== undefined && lastId !== id) listener({ id, changes: RESET, open: 0, late: 0 });
    this.#listeners.add(listener);
    this.#start();
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** Tells what has changed in the queue since the last look. */
  async look(): Promise<void> {
    const queue = await followQueue(this.#deps);
    const all = [...this.#changed].flatMap(([ticket, { before, after }]) => {
      const type = typeOf(before, after);
      return type ? { type, ticket } : [];
    });
    const changes = this.#changed.size > KEPT ? RESET : all;
    this.#changed.clear();
    if (changes.length === 0) return;
    this.#count += 1;
    const late = queue.list({ list: 'late' }).length;
    const news = { id: this.#id(), changes, open: queue.list().length, late };
    for (const listener of this.#listeners) listener(news);
  }

  #hear(before: QueuedCase | undefined, after: QueuedCase | undefined): void {
    const { ticket = '' } = (after ?? before)?.case ?? {};
    const known = this.#changed.get(ticket);
    const told = { before: known ? known.before : signatureOf(before), after: signatureOf(after) };
    if (known || this.#changed.size <= KEPT) this.#changed.set(ticket, told);
  }

  #id(): string {
    return `${this.#options.run}-${this.#count}`;
  }

  #start(): void {
    if (this.#timer) return;
    this.#timer = setTimeout(() => void this.#again(), 0).unref();
  }

  async #again(): Promise<void> {
    await this.look().catch(this.#options.onError);
    if (this.#listeners.size === 0) {
      this.#timer = undefined;
      return;
    }
    this.#timer = setTimeout(() => void this.#again(), this.#options.everyMs).unref();
  }
}

/** What a stream tells of a case, as one word; nothing where it is not in the queue. */
type Told = string | undefined;

function typeOf(before: Told, after: Told): 'new' | 'changed' | 'gone' | undefined {
  if (before === after) return undefined;
  if (before === undefined) return 'new';
  return after === undefined ? 'gone' : 'changed';
}

function signatureOf(queued: QueuedCase | undefined): Told {
  if (!queued) return undefined;
  const { case: found, lease, priority } = queued;
  const { urgency, isLate, isBurst } = priority;
  return [found.revision, lease?.by, lease?.fence, urgency, isLate, isBurst].join(' ');
}
