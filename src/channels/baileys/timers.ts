import type { SessionStore } from '../../ports/channel-session-store.ts';

const TYPE = 'timer';
const MOST_REMEMBERED = 10_000;

/** Lifetimes of messages per chat, in seconds; our answers use the citizen's own setting. */
export class Timers {
  readonly #sessions: SessionStore;
  readonly #account: string;
  readonly #known = new Map<string, number>();

  constructor(sessions: SessionStore, account: string) {
    this.#sessions = sessions;
    this.#account = account;
  }

  async keep(jid: string, seconds: number, now: number): Promise<void> {
    if ((await this.find(jid)) === seconds) return;
    this.#remember(jid, seconds);
    const value = seconds > 0 ? String(seconds) : null;
    await this.#sessions.write(this.#account, [{ type: TYPE, id: jid, value }], now);
  }

  /** Returns zero if messages stay. */
  async find(jid: string): Promise<number> {
    const known = this.#known.get(jid);
    if (known !== undefined) return known;
    const found = await this.#sessions.read(this.#account, TYPE, [jid]);
    return this.#remember(jid, Number(found.get(jid) ?? 0));
  }

  #remember(jid: string, seconds: number): number {
    if (this.#known.size >= MOST_REMEMBERED) this.#known.clear();
    this.#known.set(jid, seconds);
    return seconds;
  }
}
