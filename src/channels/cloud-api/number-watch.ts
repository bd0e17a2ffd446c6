import type { Pause, PauseBook } from '../../services/messaging/channel-pauses.ts';
import type { Fault } from './fault.ts';
import type { NumberState } from './number-state.ts';

/** What an operator has to hear of a number. */
export type NumberNews =
  | { type: 'paused' | 'refused'; fault: Fault }
  | { type: 'resumed' | 'away' | 'back' };

/** What a number shares with the rest of the post; by itself it shares nothing. */
export interface NumberHost {
  /** The pauses that all processes know. */
  pauses?: PauseBook | undefined;
  /** Hears each change once. */
  tell?(news: NumberNews): void;
}

/** The same refusal is told again after so long. */
const AGAIN_MS = 60_000;

/** Tells operators and other processes how a number fares, each change once. */
export class NumberWatch {
  readonly #number: NumberState;
  readonly #host: NumberHost & { way: string; now(): number };
  readonly #refused = new Map<number, number>();
  #saving: Promise<void> | undefined;
  #unsaved: { pause: Pause | undefined } | undefined;
  #isTold: Fault | undefined;
  #isAway = false;

  constructor(number: NumberState, host: NumberHost & { way: string; now(): number }) {
    this.#number = number;
    this.#host = host;
  }

  /** Has a pause, or that it is over, written for the other processes. */
  share(pause: Pause | undefined): void {
    this.#tellPause(pause);
    this.#unsaved = { pause };
  }

  /** Tells of what has changed, and waits until the other processes can know it. */
  async look(): Promise<void> {
    const { isAway } = this.#number;
    if (isAway !== this.#isAway) this.#host.tell?.({ type: isAway ? 'away' : 'back' });
    this.#isAway = isAway;
    this.#saving ??= this.#save().finally(() => {
      this.#saving = undefined;
    });
    await this.#saving;
  }

  /** Takes in what other processes have learnt of the number. */
  async follow(): Promise<void> {
    const { pauses, way } = this.#host;
    await this.look();
    if (!pauses || this.#unsaved) return;
    const pause = await pauses.read(way);
    if (this.#unsaved) return;
    this.#number.adopt(pause);
    this.#tellPause(pause);
  }

  /** Tells of a code with which a message was refused, at most once a minute. */
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

  /** A store that is away keeps nobody from sending: it is written at the next look. */
  async #save(): Promise<void> {
    const { pauses, way } = this.#host;
    while (this.#unsaved) {
      const { pause } = this.#unsaved;
      const taken = this.#unsaved;
      try {
        await pauses?.write(way, pause);
      } catch {
        return;
      }
      if (this.#unsaved === taken) this.#unsaved = undefined;
    }
  }
}
