import { FakeGraph } from '../fake-graph/fake-graph.ts';
import type { Due } from './phones.ts';
import { UNDECIDED } from './scripts.ts';
import type { World } from './world.ts';

const SLOWEST_MS = 60;
/** Longer than an answer and its record may take. */
const RECONCILE_S = 30;
/** How many of the acknowledged webhooks come once more. */
const REPEATED = 0.1;

/** The Cloud API: webhooks come until they are answered with 200, and one in ten once more after that. */
export class CloudWorld implements World {
  readonly nodeOptions = [];
  readonly aftermathMs = (RECONCILE_S + 1) * 1000;
  readonly parties = UNDECIDED;
  readonly isReady = true;
  readonly environment: Record<string, string>;
  readonly #graph: FakeGraph;
  readonly #random: () => number;
  readonly #citizens = new Map<string, ReturnType<FakeGraph['citizen']>>();
  #repeated = 0;

  static async open(webhook: string, random: () => number): Promise<CloudWorld> {
    const graph = await FakeGraph.start();
    graph.connect(webhook);
    graph.isPersistent = true;
    graph.line.slowness = () => random() * SLOWEST_MS;
    return new CloudWorld(graph, random);
  }

  private constructor(graph: FakeGraph, random: () => number) {
    this.#graph = graph;
    this.#random = random;
    this.environment = {
      POSKO_CLOUD_NUMBER_ID: graph.numberId,
      POSKO_CLOUD_TOKEN: graph.token,
      POSKO_CLOUD_APP_SECRET: graph.appSecret,
      POSKO_CLOUD_VERIFY_TOKEN: graph.verifyToken,
      POSKO_CLOUD_URL: graph.url,
      POSKO_CLOUD_RECONCILE_S: `${RECONCILE_S}`,
    };
  }

  get figures() {
    const unheard = this.#graph.line.unheard.filter((body) => !body.includes('"status":"read"'));
    return { repeatedThoughAcknowledged: this.#repeated, repliesWithoutAnswer: unheard.length };
  }

  async prepare(): Promise<void> {}

  async deliver({ citizen, n, step: { does: text, isForwarded } }: Due): Promise<void> {
    const id = `wamid.${citizen}.${n}`;
    const context = { id, at: Date.now(), ...(isForwarded ? { forwarded: 'often' as const } : {}) };
    await this.#citizen(citizen).write(text, context);
    if (this.#random() >= REPEATED) return;
    this.#repeated += 1;
    void this.#citizen(citizen)
      .write(text, context)
      .catch(() => {}); // the storm was over first
  }

  arrived(citizen: string) {
    return this.#citizen(citizen).shown;
  }

  close(): Promise<void> {
    return this.#graph.close();
  }

  #citizen(name: string) {
    const known = this.#citizens.get(name);
    if (known) return known;
    const citizen = this.#graph.citizen(name);
    this.#citizens.set(name, citizen);
    return citizen;
  }
}
