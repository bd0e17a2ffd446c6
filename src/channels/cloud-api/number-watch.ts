import { oneAtATime } from '../../ports/concurrency-limit.ts';
import type { DocumentStore } from '../../ports/desk-store.ts';
import type { ChannelPauses, Pause } from '../../services/messaging/channel-pauses.ts';
import type { Fault } from './errors.ts';
import type { NumberState } from './number-state.ts';

export type NumberNews =
  | { type: 'paused' | 'refused'; fault: Fault }
  | { type: 'resumed' | 'away' | 'back' };

/** Shared services of the tipline; without them, the number is on its own. */
export interface NumberHost {
  /** Pauses known to all processes. */
  pauses?: ChannelPauses | undefined;
  /** Where all processes count templates and keep what Meta says of the number. */
  documents?: DocumentStore | undefined;
  /** Whether an election is near, when the number is looked at more often. */
  isElectionNear?(now: number): boolean;
  /** Receives each change once. */
  tell?(news: NumberNews): void;
}

/** Interval after which the same refusal is reported again. */
const AGAIN_MS = 60_000;

/** Reports changes of a number to operators and other processes, each once. */
export class NumberWatch {
  readonly #number: NumberState;
  readonly #host: NumberHost & { way: string; now(): number };
  readonly #refused = new Map<number, number>();
  #unsaved: { pause: Pause | undefined } | undefined;
  #isTold: Fault | undefined;
  #isAway = false;

  constructor(number: NumberState, host: NumberHost & { way: string; now(): number }) {
    this.#number = number;
    this.#host = host;
  }

  /** Stores a pause, or its end, for the other processes. */
  share(pause: Pause | undefined): void {
    this.#tellPause(pause);
    this.#unsaved = { pause };
  }

  /** Reports changes, and waits until the other processes can see them. */
  async look(): Promise<void> {
    const { isAway } = this.#number;
    if (isAway !== this.#isAway) this.#host.tell?.({ type: isAway ? 'away' : 'back' });
    this.#isAway = isAway;
    await this.#save();
  }

  /** Reads what other processes found about the number. */
  async follow(): Promise<void> {
    const { pauses, way } = this.#host;
    await this.look();
    if (!pauses || this.#unsaved) return;
    const pause = await pauses.read(way);
    if (this.#unsaved) return;
    this.#number.adopt(pause);
    this.#tellPause(pause);
  }

  /** Reports the code of a refusal, at most once a minute. */
  tellRefused(fault: Fault): void {
    const now = this.#host.now();
    const last = this.#refused.get(fault.code);
    if (last !== undefined && now >= last && now - last < AGAIN_MS) return;
    this.#refused.set(fault.code, now);
    this.#host.tell?.({ type: 'refused', fault });
  }

  #tellPause(pause: Pause | undefined): void {
    const known = this.#isTold;
    this.#isTold = pause?.fault;
    if (pause && known?.code !== pause.fault.code) {
      this.#host.tell?.({ type: 'paused', fault: pause.fault });
    }
    if (!pause && known) this.#host.tell?.({ type: 'resumed' });
  }

  /** An unreachable store does not stop sending: the next check writes again. */
  readonly #save = oneAtATime(async () => {
    const { pauses, way } = this.#host;
    while (this.#unsaved) {
      const taken = this.#unsaved;
      try {
        await pauses?.write(way, taken.pause);
      } catch {
        return;
      }
      if (this.#unsaved === taken) this.#unsaved = undefined;
    }
  });
}
