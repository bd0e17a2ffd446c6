import type { Health } from '../../tipline/letters/channel.ts';

const FIRST_MS = 1000;
const LONGEST_MS = 60_000;
const PAUSE_MS = 60_000;

/** Whether the number may send: it backs off from faults, and pauses where an operator is needed. */
export class NumberState {
  readonly #now: () => number;
  #until = 0;
  #faults = 0;
  #reason: string | undefined;
  #templateReason: string | undefined;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Milliseconds before anything may be tried again. */
  get waitMs(): number {
    return Math.max(0, this.#until - this.#now());
  }

  /** Something has gone through. */
  recover(): void {
    this.#faults = 0;
    this.#reason = undefined;
  }

  /** WhatsApp cannot be reached or is overloaded; each time it waits longer, up to a minute. */
  backOff(): number {
    const ms = Math.min(LONGEST_MS, FIRST_MS * 2 ** this.#faults);
    this.#faults += 1;
    this.#until = this.#now() + ms;
    return ms;
  }

  /** Only an operator can mend this; it is tried again each minute. */
  pause(code: number): number {
    this.#until = this.#now() + PAUSE_MS;
    this.#reason = `WhatsApp answered with error ${code}; see docs/whatsapp.md`;
    return PAUSE_MS;
  }

  /** Whether the template for late news works; without it, news waits silently. */
  noteTemplate(code: number | undefined): void {
    this.#templateReason =
      code === undefined ? undefined : `the template was refused with error ${code}`;
  }

  get health(): Health {
    if (this.#reason !== undefined) return { state: 'paused', reason: this.#reason };
    if (this.#templateReason !== undefined) return { state: 'ok', reason: this.#templateReason };
    return { state: 'ok' };
  }
}
