import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Figures, figuresOf } from './figures.ts';
import { type Due, Phones } from './phones.ts';
import type { FromVictim, ToVictim } from './protocol.ts';
import { WHOLE } from './scripts.ts';

const MAX_LIFE_MS = 1000;
const CALM_LIMIT_MS = 300_000;

/** What a storm is to be like. */
export interface StormOptions {
  folder: string;
  kills: number;
  /** How many citizens write at a time. */
  busy: number;
  random(): number;
  onKill(count: number): void;
  onError(text: string): void;
}

/** A post on the simulator, killed again and again; this process is its phone network. */
export class SimulatorStorm {
  readonly #options: StormOptions;
  readonly #phones = new Phones(WHOLE);
  readonly #errors: string[] = [];
  readonly #starts: number[] = [];
  #redelivered = 0;
  readonly #sent = new Set<string>();
  #lives = 0;

  constructor(options: StormOptions) {
    this.#options = options;
  }

  async run(): Promise<Figures> {
    const { kills, random, onKill } = this.#options;
    const begun = Date.now();
    for (let kill = 0; kill < kills; kill += 1) {
      await this.#live(random() * MAX_LIFE_MS);
      onKill(kill + 1);
    }
    await this.#calm();
    const measured = { kills, begun, starts: this.#starts, errors: this.#errors };
    return figuresOf(this.#phones, { ...measured, redelivered: this.#redelivered });
  }

  /** Starts the post and kills it after a while, wherever it may be, now and then even while it starts. */
  async #live(ms: number): Promise<void> {
    const { child, send } = this.#start();
    if (this.#options.random() < 0.9) {
      await this.#ready(child);
      this.#redeliver(send);
      while (this.#phones.due.length < this.#options.busy) this.#phones.open();
      this.#send(send);
    }
    await pause(ms);
    child.kill('SIGKILL');
    await once(child, 'exit');
  }

  async #calm(): Promise<void> {
    const { child, send } = this.#start();
    await this.#ready(child);
    this.#redeliver(send);
    const limit = Date.now() + CALM_LIMIT_MS;
    while (this.#phones.unfinished > 0 && Date.now() < limit) await pause(50);
    await pause(1000);
    child.kill('SIGKILL');
    await once(child, 'exit');
  }

  /** Lets all do what they can now, if this life has not seen it. */
  #send(send: (message: ToVictim) => void): void {
    for (const due of this.#phones.due) {
      const message = this.#toMessage(due);
      if (this.#sent.has(message.id)) continue;
      this.#sent.add(message.id);
      send(message);
    }
  }

  #start(): { child: ChildProcess; send(message: ToVictim): void } {
    this.#lives += 1;
    this.#sent.clear();
    const victim = join(import.meta.dirname, 'victim.ts');
    const execArgv = ['--disable-warning=ExperimentalWarning'];
    const child = fork(victim, [this.#options.folder], {
      execArgv,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    const send = (message: ToVictim) => {
      if (child.connected) child.send(message, () => {});
    };
    child.on('message', (message: FromVictim) => this.#take(message, send));
    return { child, send };
  }

  async #ready(child: ChildProcess): Promise<void> {
    const born = Date.now();
    const isReady = new Promise<void>((resolve) => {
      child.on('message', ({ type }: FromVictim) => {
        if (type === 'ready') resolve();
      });
    });
    await Promise.race([isReady, once(child, 'exit')]);
    this.#starts.push(Date.now() - born);
  }

  /** Writes again whatever was never acknowledged. */
  #redeliver(send: (message: ToVictim) => void): void {
    this.#redelivered += this.#phones.due.length;
    this.#send(send);
  }

  #take(message: FromVictim, send: (message: ToVictim) => void): void {
    if (message.type === 'error') {
      this.#errors.push(message.text);
      this.#options.onError(message.text);
    }
    if (message.type === 'fetch') this.#phones.fetch(message.file, this.#lives);
    if (message.type === 'kept') {
      const [citizen = '', n] = message.id.split('-');
      this.#phones.keep({ citizen, n: Number(n) });
    }
    if (message.type === 'reply') {
      this.#phones.show(message.to, message.id, message.text);
      send({ type: 'shown', id: message.id });
    }
    if (message.type === 'kept' || message.type === 'reply') this.#send(send);
  }

  #toMessage({ citizen, n, step }: Due): Exclude<ToVictim, { type: 'shown' }> {
    const id = `${citizen}-${n}`;
    const { does, isForwarded: forwarded = false, hasFile } = step;
    if (step.by === 'reviewer')
      return { type: 'review', id, does, ticket: this.#phones.ticketOf(citizen) };
    const file = hasFile ? id : undefined;
    return { type: 'message', citizen, id, text: does, forwarded, file, sentAt: n };
  }
}
