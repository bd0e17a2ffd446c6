import type { Health } from '../../ports/channel.ts';
import type { Pause } from '../../services/messaging/channel-pauses.ts';
import { DoubtfulCodes, type Way } from './doubtful-codes.ts';
import { type Action, actionFor, isDoubtful, isOfCountry } from './errors.ts';
import { codeOf, type Fault } from './fault.ts';

const FIRST_MS = 1000;
const LONGEST_MS = 60_000;
const PAUSE_MS = 60_000;
/** As long as the one message may take that tries whether the number works again. */
const PROBE_MS = 20_000;
/** A message that was taken, and of which no receipt tells a failure for so long, has got through. */
const QUIET_MS = 60_000;
/** Faults that follow each other for so long are no hiccup. */
const AWAY_MS = 30_000;
/** While replies wait, a number that is away is tried at least each minute. */
const STALE_MS = 3 * 60_000;
const MOST_SILENCES = 5;
const DAY_MS = 24 * 3_600_000;

/**
 * Whether the number may send. It backs off from faults and pauses where an operator is needed; in both cases one
 * message at a time tries whether it works again, and all others wait for what comes of that.
 */
export class NumberState {
  readonly #now: () => number;
  readonly #onPause: (pause: Pause | undefined) => void;
  readonly #doubtful = new DoubtfulCodes();
  #pause: Pause | undefined;
  #until = 0;
  #probeUntil = 0;
  #takenAt: number | undefined;
  #faults = 0;
  #silences = 0;
  #awaySince: number | undefined;
  #lastFault = 0;
  #others: { code: number; until: number } | undefined;
  #templateReason: string | undefined;

  constructor(now: () => number, onPause: (pause: Pause | undefined) => void = () => {}) {
    this.#now = now;
    this.#onPause = onPause;
  }

  /** Milliseconds before anything may be tried again. */
  get waitMs(): number {
    const now = this.#now();
    this.#endQuietPause(now);
    const left = Math.max(this.#until, this.#isInDoubt ? this.#probeUntil : 0) - now;
    // More than is ever given means that the clock was set back.
    return left > LONGEST_MS ? 0 : Math.max(0, left);
  }

  get isPaused(): boolean {
    this.#endQuietPause(this.#now());
    return this.#pause !== undefined;
  }

  /** A message is about to go; where the number is in doubt it is the one that tries. */
  begin(): void {
    if (this.#isInDoubt) this.#probeUntil = this.#now() + PROBE_MS;
  }

  /** WhatsApp has taken a message over. */
  recover(): void {
    const now = this.#now();
    this.#faults = 0;
    this.#silences = 0;
    this.#awaySince = undefined;
    this.#doubtful.clear('answer', now);
    if (this.#pause?.by === 'receipt') {
      this.#takenAt ??= now; // its receipt decides
      return;
    }
    this.#probeUntil = 0;
    if (this.#pause) this.#end(this.#pause);
  }

  /** A receipt tells that a message has left WhatsApp for its citizen. */
  hearSent(at: number): void {
    this.#doubtful.clear('receipt', this.#now());
    const second = 1000; // receipts tell whole seconds
    if (this.#pause?.by === 'receipt' && at + second > this.#pause.since) this.#end(this.#pause);
  }

  /** WhatsApp cannot be reached or is overloaded; each time it waits longer, up to a minute. */
  backOff(): number {
    const now = this.#now();
    const ms = Math.min(LONGEST_MS, FIRST_MS * 2 ** this.#faults);
    this.#faults += 1;
    this.#noteFault(now);
    this.#probeUntil = 0;
    this.#until = now + ms;
    return ms;
  }

  /** A request was not answered in time; several in a row mean that none will be. */
  hearNothing(): void {
    this.#silences += 1;
    this.#noteFault(this.#now());
    if (this.#silences >= MOST_SILENCES) this.backOff();
  }

  /** Whether requests go unanswered at the moment, whoever they are for. */
  get isAway(): boolean {
    const now = this.#now();
    if (this.#awaySince === undefined || now - this.#lastFault >= STALE_MS) return false;
    return this.#lastFault - this.#awaySince >= AWAY_MS;
  }

  /** Whether a doubtful code is the fault of a citizen's reply, as others got through. */
  isOfReply(code: number, who: string): boolean {
    return this.#doubtful.isOfReply(code, who);
  }

  /** Learns of an error and tells what to do: an error of the account pauses the number, also one that several met. */
  meet(fault: Fault, { who, by }: { who: string; by: Way }): Action {
    const action = actionFor(fault);
    const now = this.#now();
    const isElsewhere = this.#others?.code === fault.code && this.#others.until > now;
    if (isElsewhere) {
      if (!this.#doubtful.meet(fault.code, { who, by }, now)) return 'hold';
    } else if (action !== 'pause' && fault.code !== this.#pause?.fault.code) {
      if (!isDoubtful(fault.code) || !this.#doubtful.meet(fault.code, { who, by }, now))
        return action;
    }
    this.#begin({ fault, by }, now);
    return 'pause';
  }

  /** Takes over what another process has learnt of the number. */
  adopt(pause: Pause | undefined): void {
    if (pause === undefined) {
      if (this.#pause) this.#until = this.#probeUntil = 0;
      this.#pause = undefined;
      return;
    }
    if (this.#pause && this.#pause.until >= pause.until) return;
    this.#pause = pause;
    this.#until = Math.min(pause.until, this.#now() + PAUSE_MS); // another machine has another clock
    this.#takenAt = undefined;
  }

  /** Whether the template for late news works; without it, news waits silently. */
  noteTemplate(code: number | undefined): void {
    this.#templateReason =
      code === undefined ? undefined : `the template was refused with error ${code}`;
  }

  get health(): Health {
    if (this.isPaused && this.#pause) return { state: 'paused', reason: reasonOf(this.#pause) };
    if (this.isAway) return { state: 'down', reason: AWAY };
    if (this.#templateReason !== undefined) return { state: 'ok', reason: this.#templateReason };
    return { state: 'ok' };
  }

  get #isInDoubt(): boolean {
    return this.#pause !== undefined || this.#faults > 0;
  }

  #begin({ fault, by }: { fault: Fault; by: Way }, now: number): void {
    const since = this.#pause?.since ?? now;
    this.#pause = { fault, by, since, until: now + PAUSE_MS };
    this.#until = now + PAUSE_MS;
    this.#probeUntil = 0;
    this.#takenAt = undefined;
    this.#onPause(this.#pause);
  }

  #end({ fault }: Pause): void {
    // Somebody got through, so a code that may be about a country is about that citizen's.
    if (isOfCountry(fault.code)) {
      this.#others = { code: fault.code, until: this.#now() + DAY_MS };
    }
    this.#pause = undefined;
    this.#takenAt = undefined;
    this.#until = 0;
    this.#probeUntil = 0;
    this.#onPause(undefined);
  }

  /** A pause that a receipt began ends as well where no receipt tells of another failure. */
  #endQuietPause(now: number): void {
    if (this.#takenAt === undefined || now - this.#takenAt < QUIET_MS) return;
    if (this.#pause) this.#end(this.#pause);
  }

  #noteFault(now: number): void {
    if (now - this.#lastFault >= STALE_MS) this.#awaySince = undefined;
    this.#awaySince ??= now;
    this.#lastFault = now;
  }
}

const AWAY = 'WhatsApp cannot be reached, or answers with faults; replies wait';

function reasonOf({ fault }: Pause): string {
  const details = fault.details === undefined ? '' : `: ${fault.details}`;
  return `WhatsApp answered with error ${codeOf(fault)}${details}; see docs/whatsapp.md`;
}
