import type { Outgoing } from '../ports/channel.ts';

/** Whoever has just written is answered next, so nothing unasked may stand before the answer for long. */
const JUST_HEARD_MS = 5 * 60_000;
const MOST_PLACES = 20_000;
const STALE_MS = 600_000;

/**
 * Lets messages that nobody asked for go one after the other, far below what the number could send: an answer
 * finds the number free. What was asked for passes by.
 */
export class SpareLane {
  /** When the messages that wait may go, by id. */
  readonly #places = new Map<string, number>();
  #next = 0;

  /** Milliseconds before a message may go; it keeps its place until `leave`. */
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

  /** A message is on its way. */
  leave({ id }: Pick<Outgoing, 'id'>): void {
    this.#places.delete(id);
  }

  #forgetStale(now: number): void {
    for (const [id, place] of this.#places) if (place < now - STALE_MS) this.#places.delete(id);
  }
}
