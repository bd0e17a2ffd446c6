import { findKind } from './find-kind.ts';

export interface Wanted {
  bytes: Uint8Array;
  from?: string | undefined;
}

interface Waiting {
  seconds: number;
  since: number;
  isSmall: boolean;
  go(slot: Slot): void;
}

type Slot = 'any' | 'small';

/** Reading time of one sender per hour, after which all others go first. */
const BUDGET_MS = 120_000;
const HOUR_MS = 3_600_000;
/** Beyond this number per hour, senders are not distinguished. */
const MOST_SENDERS = 10_000;
const OVER_BUDGET_S = 300;
/** A picture of this size is read in a second or two. */
const SMALL_BYTES = 1024 * 1024;

/** Orders files by reading time minus time waited, so that nothing waits for ever; one extra slot is for small pictures. */
export class ReadingQueue {
  readonly #places: number;
  readonly #now: () => number;
  readonly #waiting: Waiting[] = [];
  readonly #spent = new Map<string, { ms: number; since: number }>();
  #busy = 0;
  #isSmallBusy = false;

  constructor(places: number, now = () => performance.now()) {
    this.#places = places;
    this.#now = now;
  }

  async run<T>(wanted: Wanted, read: () => Promise<T>): Promise<T> {
    const slot = await this.#enter(wanted);
    const begun = this.#now();
    try {
      return await read();
    } finally {
      this.#spend(wanted.from, this.#now() - begun);
      this.#leave(slot);
    }
  }

  #enter({ bytes, from }: Wanted): Promise<Slot> {
    const isOver = this.#spentBy(from) > BUDGET_MS;
    const isSmall = !isOver && bytes.length <= SMALL_BYTES && findKind(bytes) === 'picture';
    const seconds = secondsFor(bytes) + (isOver ? OVER_BUDGET_S : 0);
    return new Promise((go) => {
      this.#waiting.push({ seconds, since: this.#now(), isSmall, go });
      this.#next();
    });
  }

  #leave(slot: Slot): void {
    if (slot === 'any') this.#busy -= 1;
    else this.#isSmallBusy = false;
    this.#next();
  }

  #next(): void {
    if (this.#busy < this.#places) {
      const first = this.#take(() => true);
      if (first) this.#busy += 1;
      first?.go('any');
    } else if (!this.#isSmallBusy) {
      const first = this.#take(({ isSmall }) => isSmall);
      if (first) this.#isSmallBusy = true;
      first?.go('small');
    }
  }

  #take(isMeant: (waiting: Waiting) => boolean): Waiting | undefined {
    const now = this.#now();
    const dueOf = ({ seconds, since }: Waiting) => seconds - (now - since) / 1000;
    const [first] = this.#waiting.filter(isMeant).toSorted((a, b) => dueOf(a) - dueOf(b));
    if (first) this.#waiting.splice(this.#waiting.indexOf(first), 1);
    return first;
  }

  #spentBy(from: string | undefined): number {
    const spent = from === undefined ? undefined : this.#spent.get(from);
    return spent && this.#now() - spent.since < HOUR_MS ? spent.ms : 0;
  }

  #spend(from: string | undefined, ms: number): void {
    if (from === undefined) return;
    if (this.#spent.size >= MOST_SENDERS) this.#spent.clear();
    const before = this.#spentBy(from);
    const since = before > 0 ? this.#spent.get(from)?.since : undefined;
    this.#spent.set(from, { ms: before + ms, since: since ?? this.#now() });
  }
}

function secondsFor(bytes: Uint8Array): number {
  const megabytes = bytes.length / SMALL_BYTES;
  const usual = { picture: 1, pdf: 4, recording: 20, office: 1, text: 0, other: 0 };
  return usual[findKind(bytes)] + megabytes;
}
