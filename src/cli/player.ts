import { type App, type AppParts, startApp } from '../app/app.ts';
import type { AppDeps } from '../app/app-deps.ts';
import { Simulator, toDelivered, type Writing } from '../channels/simulator/simulator.ts';
import type { Reply } from '../domain/messages/message.ts';
import { VirtualClock } from '../jobs/local/virtual-clock.ts';
import type { Picture } from '../ports/card-renderer.ts';
import { receive } from '../services/messaging/receive.ts';

export interface Shown {
  to: string;
  reply: Reply;
  picture?: Picture | undefined;
}

export type PlayParts = Omit<AppParts, 'clock' | 'channels' | 'hasFixedSettings' | 'sweepMs'>;

const CHANNEL = 'terminal';
const SWEEP_MS = 600_000;

/** Plays conversations in virtual time: whatever happens is settled before the next thing does. */
export class Player {
  readonly #app: App;
  readonly #clock: VirtualClock;

  private constructor(app: App, clock: VirtualClock) {
    this.#app = app;
    this.#clock = clock;
  }

  /** Opens a tipline whose replies go to `show`. */
  static async open(
    parts: PlayParts,
    { start, show }: { start: number; show(shown: Shown): void },
  ): Promise<Player> {
    const clock = new VirtualClock(start);
    const channel = new Simulator(CHANNEL, (to, reply, picture) => show({ to, reply, picture }));
    const own = { clock, channels: [channel], hasFixedSettings: true, sweepMs: SWEEP_MS };
    const app = await startApp({ ...parts, ...own });
    await app.settle();
    return new Player(app, clock);
  }

  /** A citizen sends one message, or several in one breath. */
  async write(citizen: string, ...writings: Writing[]): Promise<void> {
    const sender = { channel: CHANNEL, citizen, now: this.#clock.now() };
    const deliveries = writings.map((writing) => {
      const id = Buffer.from(this.#app.deps.randomBytes(12)).toString('hex');
      return toDelivered(sender, { id, ...writing });
    });
    await receive(this.#app.deps, deliveries);
    await this.settle();
  }

  async wait(ms: number): Promise<void> {
    await this.#clock.advance(ms, () => this.#app.settle());
  }

  /** Does something at the desk, and whatever follows from it. */
  async act<T>(run: (deps: AppDeps) => Promise<T>): Promise<T> {
    const done = await run(this.#app.deps);
    await this.settle();
    return done;
  }

  /** Resolves when all that can be done now is done. */
  async settle(): Promise<void> {
    await this.#app.settle();
  }

  async close(): Promise<void> {
    await this.#app.close();
  }
}
