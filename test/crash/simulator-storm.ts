import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Figures, figuresOf } from './figures.ts';
import { Phones, type Written, waitsForAnswers } from './phones.ts';
import type { FromVictim, ToVictim } from './protocol.ts';

const MAX_LIFE_MS = 1000;
const CALM_LIMIT_MS = 60_000;

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
  readonly #phones = new Phones(true);
  readonly #errors: string[] = [];
  readonly #starts: number[] = [];
  #redelivered = 0;

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
      while (this.#phones.unacknowledged.length < this.#options.busy) this.#phones.open();
      for (const written of this.#phones.unacknowledged) send(toMessage(written));
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

  #start(): { child: ChildProcess; send(message: ToVictim): void } {
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
    const messages = this.#phones.unacknowledged;
    this.#redelivered += messages.length;
    for (const written of messages) send(toMessage(written));
  }

  #take(message: FromVictim, send: (message: ToVictim) => void): void {
    if (message.type === 'error') {
      this.#errors.push(message.text);
      this.#options.onError(message.text);
    }
    if (message.type === 'kept') this.#keep(message.id, send);
    if (message.type !== 'reply') return;
    this.#phones.show(message.to, message.id, message.text);
    send({ type: 'shown', id: message.id });
    const next = waitsForAnswers(message.to) && this.#phones.next(message.to);
    if (next) send(toMessage(next));
  }

  #keep(id: string, send: (message: ToVictim) => void): void {
    const [citizen = '', n = '0'] = id.split('-');
    const next = this.#phones.keep({ citizen, n: Number(n) }) && this.#phones.next(citizen);
    if (next) send(toMessage(next));
  }
}

function toMessage({ citizen, n, text, isForwarded }: Written): ToVictim {
  return {
    type: 'message',
    citizen,
    id: `${citizen}-${n}`,
    text,
    forwarded: isForwarded,
    sentAt: n,
  };
}
