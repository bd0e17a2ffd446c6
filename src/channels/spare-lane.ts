import type { Outgoing } from '../ports/channel.ts';

/** Answers to citizens who have just written must not wait long behind unasked messages. */
const JUST_HEARD_MS = 5 * 60_000;
const MOST_PLACES = 20_000;
const STALE_MS = 600_000;

/** Sends unasked messages one by one, far below the capacity of the number, so that answers find it free. */
export class SpareLane {
  /** When waiting messages may be sent, by id. */
  readonly #places = new Map<string, number>();
  #next = 0;

  /** Returns the milliseconds before a message may be sent; it keeps its slot until `leave`. */
  waitMs({ id, reply, heardAt }: Outgoing, now: number, gapMs: number): number {
    if (reply.unaskedUntil === undefined || now - heardAt < JUST_HEARD_MS) return 0;
    const known = this.#places.get(id);
    if (known !== undefined) return Math.max(0, known - now);
    if (this.#places.size >= MOST_PLACES) this.#forgetStale(now);
    const place = Math.max(now, this.#next);
    this.#next = place + gapMs;
    this.#places.set(id, place);
    return place - now;
  }

  leave({ id }: Pick<Outgoing, 'id'>): void {
    this.#places.delete(id);
  }

  #forgetStale(now: number): void {
    for (const [id, place] of this.#places) if (place < now - STALE_MS) this.#places.delete(id);
  }
}
