import { keepRecent } from '../../domain/text/keep-recent.ts';
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
    keepRecent(this.#known, [jid, seconds], MOST_REMEMBERED);
    const value = seconds > 0 ? String(seconds) : null;
    await this.#sessions.write(this.#account, [{ type: TYPE, id: jid, value }], now);
  }

  /** Returns zero if messages stay. */
  async find(jid: string): Promise<number> {
    const known = this.#known.get(jid);
    if (known !== undefined) return known;
    const found = await this.#sessions.read(this.#account, TYPE, [jid]);
    return keepRecent(this.#known, [jid, Number(found.get(jid) ?? 0)], MOST_REMEMBERED);
  }
}
