import { Simulator, toDelivered, type Writing } from '../channels/simulator/simulator.ts';
import { VirtualClock } from '../jobs/local/virtual-clock.ts';
import { openPost, type Post, type PostParts } from '../post.ts';
import { type closings, decisionSchema } from '../review/case.ts';
import { claim, close, type Done, release, reply } from '../tipline/decide.ts';
import type { Reply } from '../tipline/message.ts';
import { receive } from '../tipline/receive.ts';
import { correctFactCheck, retractFactCheck } from '../tipline/save-fact-checks.ts';

/** A reply as shown to a citizen. */
export interface Shown {
  to: string;
  reply: Reply;
}

/** Something a reviewer does in a played conversation. */
export type ReviewerAction =
  | { type: 'decide'; verdict: string; summary: string; url?: string | undefined }
  | { type: 'retract'; reason: string }
  | { type: 'close'; closing: (typeof closings)[number] }
  | { type: 'claim' }
  | { type: 'release' };

const CHANNEL = 'terminal';
const SWEEP_MS = 600_000;

/** Plays conversations in virtual time: whatever happens is settled before the next thing does. */
export class Player {
  readonly #post: Post;
  readonly #clock: VirtualClock;

  private constructor(post: Post, clock: VirtualClock) {
    this.#post = post;
    this.#clock = clock;
  }

  /** Opens a post whose replies go to `show`. */
  static async open(
    parts: Pick<
      PostParts,
      'store' | 'script' | 'embedder' | 'settings' | 'onError' | 'randomBytes'
    >,
    { start, show }: { start: number; show(shown: Shown): void },
  ): Promise<Player> {
    const clock = new VirtualClock(start);
    const channel = new Simulator(CHANNEL, (to, shown) => show({ to, reply: shown }));
    const post = await openPost({ ...parts, clock, channels: [channel], sweepMs: SWEEP_MS });
    await post.settle();
    return new Player(post, clock);
  }

  /** A citizen sends one message, or several in one breath. */
  async write(citizen: string, ...writings: Writing[]): Promise<void> {
    const sender = { channel: CHANNEL, citizen, now: this.#clock.now() };
    const deliveries = writings.map((writing) => {
      const id = Buffer.from(this.#post.tipline.randomBytes(12)).toString('hex');
      return toDelivered(sender, { id, ...writing });
    });
    await receive(this.#post.tipline, deliveries);
    await this.settle();
  }

  /** Time passes. */
  async wait(ms: number): Promise<void> {
    await this.#clock.advance(ms, () => this.#post.settle());
  }

  /** A reviewer acts on a case; a second verdict is a correction. Tells what is wrong, if anything. */
  async review(
    reviewer: string,
    ticket: string,
    action: ReviewerAction,
  ): Promise<string | undefined> {
    const problem = await this.#review(reviewer, ticket.toUpperCase(), action);
    await this.settle();
    return problem;
  }

  /** Resolves when all that can be done now is done. */
  async settle(): Promise<void> {
    await this.#post.settle();
  }

  async close(): Promise<void> {
    await this.#post.close();
  }

  async #review(reviewer: string, ticket: string, action: ReviewerAction) {
    const { tipline } = this.#post;
    const by = { ticket, reviewer };
    switch (action.type) {
      case 'claim':
        return problemOf(ticket, await claim(tipline, by));
      case 'release':
        return problemOf(ticket, await release(tipline, by));
      case 'close':
        return problemOf(ticket, await close(tipline, by, action.closing));
      case 'retract':
        return this.#retract(ticket, action.reason);
      case 'decide':
        return this.#decide(by, action);
    }
  }

  async #decide(
    by: { ticket: string; reviewer: string },
    { type: _, ...fields }: Extract<ReviewerAction, { type: 'decide' }>,
  ) {
    const read = decisionSchema.safeParse(fields);
    if (!read.success) {
      return read.error.issues
        .map(({ path, message }) => `${path.join('.')}: ${message}`)
        .join('; ');
    }
    const found = await this.#post.tipline.store.cases.byTicket(by.ticket);
    if (found?.status !== 'published') {
      return problemOf(by.ticket, await reply(this.#post.tipline, by, read.data));
    }
    const { verdict, summary, url } = read.data;
    const changes = url === undefined ? { verdict, summary } : { verdict, summary, url };
    const corrected = await correctFactCheck(this.#post.tipline, found.factCheck ?? '', changes);
    return corrected ? undefined : `the verdict of ${by.ticket} was withdrawn`;
  }

  async #retract(ticket: string, reason: string) {
    const found = await this.#post.tipline.store.cases.byTicket(ticket);
    if (!found?.factCheck) return `there is no published verdict for ${ticket}`;
    const retracted = await retractFactCheck(this.#post.tipline, found.factCheck, reason);
    return retracted ? undefined : `the verdict of ${ticket} is withdrawn already`;
  }
}

/** What a reviewer has to know when an action did not go through. */
export function problemOf(ticket: string, done: Done): string | undefined {
  switch (done.type) {
    case 'done':
      return undefined;
    case 'unknown':
      return `there is no case ${ticket}`;
    case 'taken':
      return `${ticket} is claimed by ${done.by} until ${new Date(done.until).toISOString()}`;
    case 'decided':
      return `${ticket} is ${done.status} already`;
  }
}
