import { hostname } from 'node:os';
import type { SessionStore } from '../../ports/channel-session-store.ts';

const LEASE_MS = 30_000;
const RENEW_MS = 10_000;
const OWNER = { type: 'owner', id: 'own' };

/** Lease of the one process that uses an account; void at once if that process was killed here. */
export class Lease {
  readonly #sessions: SessionStore;
  readonly #account: string;
  readonly #now: () => number;
  readonly #owner = `${hostname()} ${process.pid} ${performance.timeOrigin} ${Math.random()}`;
  #isOurs = false;
  #renewal: NodeJS.Timeout | undefined;

  constructor(sessions: SessionStore, account: string, now: () => number) {
    this.#sessions = sessions;
    this.#account = account;
    this.#now = now;
  }

  get isOurs(): boolean {
    return this.#isOurs;
  }

  /** Takes the lease and renews it until released or lost; false if another process has it. */
  async hold(told: { onLost(): void; onError(error: unknown): void }): Promise<boolean> {
    const isOurs = await this.renew();
    if (isOurs) this.#renewal ??= setInterval(() => void this.#keep(told), RENEW_MS);
    return isOurs;
  }

  /** Takes or renews the lease; false if another process has it. */
  async renew(): Promise<boolean> {
    const isKept = (await this.#take()) || ((await this.#bury()) && (await this.#take()));
    if (isKept && !this.#isOurs) await this.#sign();
    this.#isOurs = isKept;
    return isKept;
  }

  release(): Promise<void> {
    this.#isOurs = false;
    clearInterval(this.#renewal);
    this.#renewal = undefined;
    return this.#sessions.release(this.#account, this.#owner);
  }

  async #keep({ onLost, onError }: { onLost(): void; onError(error: unknown): void }) {
    try {
      if (await this.renew()) return;
      clearInterval(this.#renewal);
      this.#renewal = undefined;
      onLost();
    } catch (error) {
      onError(error); // the lease outlasts some attempts
    }
  }

  #take(): Promise<boolean> {
    const now = this.#now();
    return this.#sessions.lease(this.#account, this.#owner, { now, until: now + LEASE_MS });
  }

  #sign(): Promise<void> {
    const entry = { ...OWNER, value: this.#owner };
    return this.#sessions.write(this.#account, [entry], this.#now());
  }

  /** Ends the lease of a dead owner; false if it may be alive. */
  async #bury(): Promise<boolean> {
    const known = await this.#sessions.read(this.#account, OWNER.type, [OWNER.id]);
    const owner = known.get(OWNER.id);
    if (owner === undefined || !isGone(owner)) return false;
    await this.#sessions.release(this.#account, owner);
    return true;
  }
}

/** Checks only this machine, by process number and start time. */
function isGone(owner: string): boolean {
  const [host, pid, begun] = owner.split(' ');
  if (host !== hostname()) return false;
  if (Number(pid) === process.pid) return begun !== `${performance.timeOrigin}`;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}
