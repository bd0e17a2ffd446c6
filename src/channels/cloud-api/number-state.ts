import type { Health } from '../../ports/channel.ts';
import type { Pause } from '../../services/messaging/channel-pauses.ts';
import { type Action, actionFor, codeOf, type Fault, isDoubtful, isOfCountry } from './errors.ts';

/** How an error arrived: in the response to a request, or later by receipt. */
type Way = 'answer' | 'receipt';

const FIRST_MS = 1000;
const LONGEST_MS = 60_000;
const PAUSE_MS = 60_000;
/** Maximum time for the one message that tests whether the number works again. */
const PROBE_MS = 20_000;
/** An accepted message without a failure receipt for this long has got through. */
const QUIET_MS = 60_000;
/** Faults in a row for this long are not a short disturbance. */
const AWAY_MS = 30_000;
/** While replies wait, an unreachable number is tested at least every minute. */
const STALE_MS = 3 * 60_000;
const MOST_SILENCES = 5;
const DAY_MS = 24 * 3_600_000;

/** Number of different citizens that makes a code a fault of the number. */
const SUSPICIOUS = 3;
const MOST_REMEMBERED = 1000;

/** Decides whether the number may send: after faults and pauses one message at a time tests it, and the others wait. */
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

  /** Milliseconds before anything may be sent. */
  get waitMs(): number {
    const now = this.#now();
    this.#endQuietPause(now);
    const left = Math.max(this.#until, this.#isInDoubt ? this.#probeUntil : 0) - now;
    // A longer wait is never set, so the clock was set back.
    return left > LONGEST_MS ? 0 : Math.max(0, left);
  }

  get isPaused(): boolean {
    this.#endQuietPause(this.#now());
    return this.#pause !== undefined;
  }

  /** Starts a message; if the number is in doubt, it is the test. */
  begin(): void {
    if (this.#isInDoubt) this.#probeUntil = this.#now() + PROBE_MS;
  }

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

  /** Records that a message has left WhatsApp for its citizen. */
  hearSent(at: number): void {
    this.#doubtful.clear('receipt', this.#now());
    const second = 1000; // receipts have whole seconds
    if (this.#pause?.by === 'receipt' && at + second > this.#pause.since) this.#end(this.#pause);
  }

  /** Backs off from a fault or overload, longer each time, up to a minute. */
  backOff(): number {
    const now = this.#now();
    const ms = Math.min(LONGEST_MS, FIRST_MS * 2 ** this.#faults);
    this.#faults += 1;
    this.#noteFault(now);
    this.#probeUntil = 0;
    this.#until = now + ms;
    return ms;
  }

  /** Records a timeout; several in a row mean that WhatsApp is away. */
  hearNothing(): void {
    this.#silences += 1;
    this.#noteFault(this.#now());
    if (this.#silences >= MOST_SILENCES) this.backOff();
  }

  /** Whether requests time out at the moment, for all citizens. */
  get isAway(): boolean {
    const now = this.#now();
    if (this.#awaySince === undefined || now - this.#lastFault >= STALE_MS) return false;
    return this.#lastFault - this.#awaySince >= AWAY_MS;
  }

  /** Whether a doubtful code is the fault of a citizen's reply, because others got through. */
  isOfReply(code: number, who: string): boolean {
    return this.#doubtful.isOfReply(code, who);
  }

  /** Handles an error; an account error, or one that several citizens met, pauses the number. */
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

  /** Adopts a pause that another process has found. */
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

  /** Records whether the template for late news works; without it, news waits silently. */
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
    // Somebody got through, so a code about a country concerns that citizen's country.
    if (isOfCountry(fault.code)) this.#others = { code: fault.code, until: this.#now() + DAY_MS };
    this.#pause = undefined;
    this.#takenAt = undefined;
    this.#until = 0;
    this.#probeUntil = 0;
    this.#onPause(undefined);
  }

  /** Ends a pause from a receipt if no receipt reports another failure. */
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

/** Citizens who met error codes that may be a fault of the reply or of the number. */
class DoubtfulCodes {
  /** Citizens who met a code since the last success, by source and code. */
  readonly #met = new Map<string, Map<string, number>>();
  /** When a citizen first met a code. */
  readonly #first = new Map<string, number>();
  #lastSuccess = 0;

  /** Records that a citizen met a code; true once enough did without a success in between. */
  meet(code: number, { who, by }: { who: string; by: Way }, now: number): boolean {
    const key = `${by} ${code}`;
    const met = this.#met.get(key) ?? new Map<string, number>();
    this.#met.set(key, met);
    for (const [each, at] of met) if (now - at > DAY_MS) met.delete(each);
    if (!met.has(who) && met.size < SUSPICIOUS) met.set(who, now);
    this.#noteFirst(`${code} ${who}`, now);
    return met.size >= SUSPICIOUS;
  }

  /** Whether a message got through since the citizen met it: the number is not at fault then. */
  isOfReply(code: number, who: string): boolean {
    const first = this.#first.get(`${code} ${who}`);
    return first !== undefined && this.#lastSuccess > first;
  }

  /** Records a success, as far as this source can tell. */
  clear(by: Way, now: number): void {
    if (by === 'answer') this.#lastSuccess = now;
    for (const key of this.#met.keys()) if (key.startsWith(by)) this.#met.delete(key);
  }

  #noteFirst(key: string, now: number): void {
    const known = this.#first.get(key);
    if (known !== undefined && now - known < DAY_MS) return;
    if (this.#first.size >= MOST_REMEMBERED) this.#first.clear();
    this.#first.set(key, now);
  }
}
