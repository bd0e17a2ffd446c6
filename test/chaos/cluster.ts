import { aFreePort } from '../support/program.ts';
import { Member } from './member.ts';

/** What all members are started with. */
export interface ClusterParts {
  workers: number;
  variables: Readonly<Record<string, string>>;
}

/** `posko serve` on one port and some `posko work`, each a process of its own. */
export class Cluster {
  readonly port: number;
  /** Everything that any of them has printed. */
  readonly log: string[] = [];
  readonly workers: Member[] = [];
  #serve: Member | undefined;
  #variables: Readonly<Record<string, string>> = {};

  static async reserve(): Promise<Cluster> {
    return new Cluster(await aFreePort());
  }

  private constructor(port: number) {
    this.port = port;
  }

  get webhook(): string {
    return `http://127.0.0.1:${this.port}/webhook`;
  }

  async start({ workers, variables }: ClusterParts): Promise<void> {
    this.#variables = { POSKO_QUIET_MS: '10', ...variables };
    await this.startServe(); // alone, so that it makes what the others share
    for (let n = 0; n < workers; n += 1) this.workers.push(this.#member('work'));
    await Promise.all(this.workers.map((worker) => worker.ready()));
  }

  get serve(): Member {
    if (!this.#serve) throw new Error('nothing is served yet');
    return this.#serve;
  }

  async startServe(): Promise<void> {
    this.#serve = this.#member('serve');
    await this.#serve.ready();
  }

  /** Workers that have said that they are ready. */
  get readyWorkers(): number[] {
    return [...this.workers.keys()].filter((n) => this.workers[n]?.isReady);
  }

  worker(n: number): Member {
    const worker = this.workers[n % this.workers.length];
    if (!worker) throw new Error('there is no worker');
    return worker;
  }

  /** Puts a new process in the place of one that has ended. */
  startWorker(n: number): Member {
    const worker = this.#member('work');
    this.workers[n % this.workers.length] = worker;
    return worker;
  }

  async end(): Promise<void> {
    const members = [...this.workers, ...(this.#serve ? [this.#serve] : [])];
    await Promise.all(members.map((member) => member.end('SIGKILL')));
  }

  #member(role: 'serve' | 'work'): Member {
    const port = role === 'serve' ? this.port : 0;
    return new Member(role, { ...this.#variables, POSKO_PORT: `${port}` }, this.log);
  }
}
