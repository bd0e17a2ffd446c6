import { FakeGraph } from '../fake-graph/fake-graph.ts';
import type { Network, Writing } from './network.ts';

const SLOWEST_MS = 20;
/** Longer than an answer and its record may take. */
const RECONCILE_S = 30;

/** The Cloud API on this machine: webhooks come until they are answered with 200, and every reply is shown. */
export class CloudNetwork implements Network {
  readonly graph: FakeGraph;
  readonly environment: Readonly<Record<string, string>>;
  readonly aftermathMs = (RECONCILE_S + 1) * 1000;
  readonly statuses = new Map<string, number>();
  readonly #replies = new Map<string, string>();
  #taken = 0;

  static async open(webhook: string, random: () => number): Promise<CloudNetwork> {
    const graph = await FakeGraph.start();
    graph.connect(webhook);
    graph.isPersistent = true;
    graph.line.slowness = () => random() * SLOWEST_MS;
    return new CloudNetwork(graph);
  }

  private constructor(graph: FakeGraph) {
    this.graph = graph;
    this.environment = {
      POSKO_CHAT: 'off',
      POSKO_CLOUD_NUMBER_ID: graph.numberId,
      POSKO_CLOUD_TOKEN: graph.token,
      POSKO_CLOUD_APP_SECRET: graph.appSecret,
      POSKO_CLOUD_VERIFY_TOKEN: graph.verifyToken,
      POSKO_CLOUD_URL: graph.url,
      POSKO_CLOUD_RECONCILE_S: `${RECONCILE_S}`,
    };
    const deliver = graph.deliverRaw.bind(graph);
    graph.deliverRaw = (...sent) => this.#counted(deliver(...sent));
  }

  async write({ citizen, id, text, forwarded, at = steadyNow() }: Writing): Promise<void> {
    const context = { id, at, ...(forwarded ? { forwarded: 'often' as const } : {}) };
    await this.graph.citizen(citizen).write(text, context);
  }

  shown(citizen: string): { id: string; text: string }[] {
    const { taken } = this.graph;
    for (; this.#taken < taken.length; this.#taken += 1) {
      const { id, reply } = taken[this.#taken] ?? { id: '', reply: '' };
      this.#replies.set(id, reply);
    }
    const { shown } = this.graph.citizen(citizen);
    return shown.map(({ id, text }) => ({ id: this.#replies.get(id) ?? id, text }));
  }

  close(): Promise<void> {
    return this.graph.close();
  }

  async #counted(delivering: Promise<number>): Promise<number> {
    const status = await delivering.catch((error: unknown) => {
      this.#count('no answer');
      throw error;
    });
    this.#count(`${status}`);
    return status;
  }

  #count(name: string): void {
    this.statuses.set(name, (this.statuses.get(name) ?? 0) + 1);
  }
}

/** The time of day that never goes back, as WhatsApp's does not for one citizen; the clock of a machine may. */
function steadyNow(): number {
  return performance.timeOrigin + performance.now();
}
