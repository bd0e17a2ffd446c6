import type { Response } from 'express';
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
    this.#timer ??= setTimeout(() => void this.#again(), 0).unref();
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** Tells what has changed in the queue since the last look. */
  async look(): Promise<void> {
    const queue = await followQueue(this.#deps);
    const all = [...this.#changed].filter(([, { before, after }]) => before !== after);
    const changes = all.length > KEPT ? RESET : all.map(toChange);
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

  async #again(): Promise<void> {
    await this.look().catch(this.#options.onError);
    const again = () => setTimeout(() => void this.#again(), this.#options.everyMs).unref();
    this.#timer = this.#listeners.size > 0 ? again() : undefined;
  }
}

/** What a stream tells of a case, as one word; nothing where it is not in the queue. */
type Told = string | undefined;

function toChange([ticket, { before, after }]: [string, { before: Told; after: Told }]) {
  const isOld = after === undefined ? 'gone' : 'changed';
  return { type: before === undefined ? 'new' : isOld, ticket } as const;
}

function signatureOf(queued: QueuedCase | undefined): Told {
  if (!queued) return undefined;
  const { case: found, lease, priority } = queued;
  const { urgency, citizens, isLate, isBurst } = priority;
  return [found.revision, lease?.by, lease?.fence, urgency, citizens, isLate, isBurst].join(' ');
}

const PER_LOGIN = 2;

/** The open streams by login, so that none outlives it. */
export class Streams {
  readonly #open = new Map<string, Set<Response>>();

  /** Notes a stream; false where the login has enough of them. */
  add(token: string, response: Response): boolean {
    const open = this.#open.get(token) ?? new Set();
    if (open.size >= PER_LOGIN) return false;
    open.add(response);
    this.#open.set(token, open);
    response.on('close', () => {
      open.delete(response);
      if (open.size === 0) this.#open.delete(token);
    });
    return true;
  }

  /** Ends every stream of a login. */
  end(token: string): void {
    for (const response of this.#open.get(token) ?? []) response.end();
  }
}
