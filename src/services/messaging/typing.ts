import type { Address } from '../../domain/messages/message.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Jobs } from '../../ports/jobs.ts';

/** Phones say again and again that somebody types; who is not heard of for so long has left. */
const TYPING_MS = 12_000;
/** Who stops is about to send, or has changed their mind. */
const STOPPED_MS = 2000;
const MOST = 5000;

/** Until when those who have written to this process lately are typing; nothing is lost when it forgets. */
export class Typing {
  readonly #citizens = new Map<string, string>();
  readonly #until = new Map<string, number>();

  /** Remembers whose chat it is; a message ends the typing. */
  meet(from: Address, citizen: string): void {
    this.#until.delete(citizen);
    this.#citizens.delete(chatOf(from));
    this.#citizens.set(chatOf(from), citizen);
    const [oldest] = this.#citizens;
    if (!oldest || this.#citizens.size <= MOST) return;
    this.#citizens.delete(oldest[0]);
    this.#until.delete(oldest[1]);
  }

  /** Notes that a citizen types, or has stopped; returns who, if that changes anything. */
  note(from: Address, isTyping: boolean, now: number): string | undefined {
    const citizen = this.#citizens.get(chatOf(from));
    if (citizen === undefined || (!isTyping && this.until(citizen) <= now)) return undefined;
    this.#until.set(citizen, now + (isTyping ? TYPING_MS : STOPPED_MS));
    return citizen;
  }

  /** Until when a citizen is taken to be typing; 0 where nothing is known. */
  until(citizen: string): number {
    return this.#until.get(citizen) ?? 0;
  }
}

/** Takes in what a channel reports; the bundle of someone who has stopped is looked at sooner. */
export function noteTyping(
  { typing, clock, jobs }: { typing: Typing; clock: Clock; jobs: Jobs },
  from: Address,
  isTyping: boolean,
): void {
  const citizen = typing.note(from, isTyping, clock.now());
  if (citizen !== undefined) jobs.wake({ type: 'turn', citizen }, typing.until(citizen));
}

function chatOf({ channel, account, chat }: Address): string {
  return `${channel} ${account} ${chat}`;
}
