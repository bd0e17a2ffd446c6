import type { QueueEntry } from '../../../services/cases/queue.ts';
import type { QueueWatch } from './queue-watch.ts';

/** What happened to a case in the queue; `reset` where too much did, or nobody knows what. */
export interface QueueNews {
  id: string;
  type: 'new' | 'changed' | 'gone' | 'reset';
  ticket: string;
  open: number;
  late: number;
}

type Listener = (news: QueueNews) => void;

const KEPT = 1000;

/** Sends changes of the queue to all streams; reads only while there are any. */
export class LiveQueue {
  readonly #watch: Pick<QueueWatch, 'entries'>;
  readonly #run: string;
  readonly #everyMs: number;
  readonly #onError: (error: unknown) => void;
  readonly #listeners = new Set<Listener>();
  #ring: { count: number; news: QueueNews }[] = [];
  #count = 0;
  #known: Map<string, string> | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    watch: Pick<QueueWatch, 'entries'>,
    options: { run: string; everyMs: number; onError(error: unknown): void },
  ) {
    this.#watch = watch;
    this.#run = options.run;
    this.#everyMs = options.everyMs;
    this.#onError = options.onError;
  }

  /** Hears news from now on, after those that were missed since an id; returns how to stop. */
  listen(lastId: string | undefined, listener: Listener): () => void {
    for (const news of this.#missed(lastId)) listener(news);
    this.#listeners.add(listener);
    this.#start();
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** Compares the queue with what was last seen of it. */
  async look(): Promise<void> {
    const entries = await this.#watch.entries();
    const seen = new Map(entries.map((entry) => [entry.case.ticket, signatureOf(entry)]));
    const before = this.#known;
    this.#known = seen;
    if (!before) return;
    const counts = {
      open: seen.size,
      late: entries.filter((entry) => entry.priority.isLate).length,
    };
    for (const [ticket, signature] of seen) {
      const known = before.get(ticket);
      if (known === undefined) this.#tell({ type: 'new', ticket, ...counts });
      else if (known !== signature) this.#tell({ type: 'changed', ticket, ...counts });
    }
    for (const ticket of before.keys()) {
      if (!seen.has(ticket)) this.#tell({ type: 'gone', ticket, ...counts });
    }
  }

  #tell(news: Omit<QueueNews, 'id'>): void {
    this.#count += 1;
    const told = { ...news, id: `${this.#run}-${this.#count}` };
    this.#ring.push({ count: this.#count, news: told });
    if (this.#ring.length > KEPT) this.#ring = this.#ring.slice(-KEPT);
    for (const listener of this.#listeners) listener(told);
  }

  #missed(lastId: string | undefined): QueueNews[] {
    if (lastId === undefined) return [];
    const [, run, text] = /^(.*)-(\d{1,15})$/.exec(lastId) ?? [];
    const last = Number(text);
    const oldest = this.#ring[0]?.count ?? this.#count + 1;
    const isKnown = run === this.#run && last <= this.#count && last >= oldest - 1;
    if (isKnown) return this.#ring.filter(({ count }) => count > last).map(({ news }) => news);
    const id = `${this.#run}-${this.#count}`;
    return [{ id, type: 'reset', ticket: '', open: 0, late: 0 }];
  }

  #start(): void {
    if (this.#timer) return;
    this.#timer = setTimeout(() => void this.#again(), 0).unref();
  }

  async #again(): Promise<void> {
    await this.look().catch(this.#onError);
    if (this.#listeners.size === 0) {
      this.#timer = undefined;
      return;
    }
    this.#timer = setTimeout(() => void this.#again(), this.#everyMs).unref();
  }
}

function signatureOf({ case: found, lease, priority }: QueueEntry): string {
  return [found.revision, lease?.by, lease?.fence, priority.isLate, priority.isBurst].join(' ');
}
