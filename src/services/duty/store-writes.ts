import type { Health } from '../../ports/channel.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Store } from '../../ports/store.ts';

const PROBE_LENGTH = 8000;
/** Many times what a message takes: once writes have failed, the last free page of a disk must not pass for room. */
const WIDE_PROBE_LENGTH = 64_000;
const FRESH_MS = 5000;
const PROBE = { kind: 'write-probe', id: 'last' } as const;

type Watched = 'turns' | 'outbox' | 'media';

/** What has to be written for a citizen's message to be taken in and answered. */
const WRITES: { readonly [Part in Watched]: readonly (keyof Store[Part])[] } = {
  turns: ['keepMessages', 'commitTurn', 'replaceMessage'],
  outbox: ['begin', 'end', 'note'],
  media: ['keep'],
};

/** Whether the store holds what is written to it, by what the last writes came to and by writing something. */
export class StoreWrites {
  readonly #clock: Pick<Clock, 'now'>;
  readonly #tell: (what: string) => void;
  /** Writes that failed when they were last tried. */
  readonly #failing = new Set<string>();
  #since: number | undefined;
  #committedAt: number | undefined;
  #reason = AWAY;
  #checkedAt = Number.NEGATIVE_INFINITY;
  #checking: Promise<Health> | undefined;

  constructor(clock: Pick<Clock, 'now'>, tell: (what: string) => void) {
    this.#clock = clock;
    this.#tell = tell;
  }

  /** As the last writes came to. */
  get health(): Health {
    return this.#since === undefined ? { state: 'ok' } : { state: 'down', reason: this.#reason };
  }

  get failingSince(): number | undefined {
    return this.#since;
  }

  /** When something of a citizen's was last written, in this process. */
  get committedAt(): number | undefined {
    return this.#committedAt;
  }

  /** Makes a test write, unless one was made a moment ago, and reports its result. */
  check({ documents }: Pick<Store, 'documents'>): Promise<Health> {
    const now = this.#clock.now();
    const age = now - this.#checkedAt;
    if (age >= 0 && age < FRESH_MS) return Promise.resolve(this.health);
    this.#checking ??= this.#probe(documents).finally(() => {
      this.#checkedAt = this.#clock.now();
      this.#checking = undefined;
    });
    return this.#checking;
  }

  note(name: string, error?: unknown): void {
    if (error === undefined) {
      this.#committedAt = this.#clock.now();
      this.#failing.delete(name);
      if (this.#failing.size === 0) this.#end();
      return;
    }
    this.#failing.add(name);
    this.#reason = isFull(error) ? FULL : AWAY;
    if (this.#since !== undefined) return;
    this.#since = this.#clock.now();
    this.#tell(this.#reason);
  }

  async #probe(documents: Store['documents']): Promise<Health> {
    try {
      const known = await documents.get(PROBE.kind, PROBE.id);
      const length = this.#since === undefined ? PROBE_LENGTH : WIDE_PROBE_LENGTH;
      const text = String(this.#clock.now()).padEnd(length, '.');
      const document = { id: PROBE.id, revision: known?.revision ?? 0, value: text };
      await documents.put(PROBE.kind, document); // where another process was faster, that one has written
      this.#failing.clear();
      this.#end();
    } catch (error) {
      this.note(PROBE.kind, error);
    }
    return this.health;
  }

  #end(): void {
    if (this.#since !== undefined) this.#tell('the store takes what is written again');
    this.#since = undefined;
  }
}

/** Wraps the store so that it reports the results of its writes. */
export function hearWrites(store: Store, writes: StoreWrites): Store {
  const watched = { ...store };
  watched.load = (now) => store.load(now);
  watched.close = () => store.close();
  watched.turns = hear(store.turns, 'turns', writes);
  watched.outbox = hear(store.outbox, 'outbox', writes);
  watched.media = hear(store.media, 'media', writes);
  return watched;
}

function hear<Part extends Watched>(part: Store[Part], name: Part, writes: StoreWrites) {
  const names = new Set<PropertyKey>(WRITES[name]);
  return new Proxy(part, {
    get(target, key) {
      const found: unknown = Reflect.get(target, key);
      if (typeof found !== 'function') return found;
      if (!names.has(key)) return found.bind(target);
      return async (...values: unknown[]) => {
        try {
          const result: unknown = await found.apply(target, values);
          writes.note(`${name} ${String(key)}`);
          return result;
        } catch (error) {
          writes.note(`${name} ${String(key)}`, error);
          throw error;
        }
      };
    },
  });
}

const FULL = 'the disk is full: nothing can be written';
const AWAY = 'the store does not take what is written';

const SQLITE_FULL = 13;
const MONGO_FULL = 14_031;

/** Whether a write failed for want of room. */
export function isFull(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { errcode, code } = error as { errcode?: unknown; code?: unknown }; // looked at, not trusted
  const isSqlite = typeof errcode === 'number' && (errcode & 0xff) === SQLITE_FULL;
  return isSqlite || code === MONGO_FULL || code === 'ENOSPC' || code === 'EDQUOT';
}
