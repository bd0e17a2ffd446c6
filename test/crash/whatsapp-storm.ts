import { setTimeout as pause } from 'node:timers/promises';
import { aFreePort } from '../support/program.ts';
import { type Figures, figuresOf } from './figures.ts';
import { Phones } from './phones.ts';
import { Program } from './program.ts';
import type { StormOptions } from './simulator-storm.ts';
import type { Run, World } from './world.ts';

/** A storm over a world of its own; `messages` is rounded up to whole parties. */
export interface WhatsAppStormOptions extends StormOptions {
  messages: number;
  openWorld(webhook: string): Promise<World>;
}

const TICK_MS = 20;
const LONGEST_LIFE_MS = 180_000;
const CALM_LIMIT_MS = 300_000;
/** A kill comes this long at most after the message that it waited for. */
const HESITATION_MS = 40;
/** While it starts, the program is killed within this time. */
const START_MS = 1500;

/** Runs a storm over the whole program, from an empty data folder on. */
export async function runWhatsAppStorm(options: WhatsAppStormOptions): Promise<Figures> {
  const port = await aFreePort();
  const world = await options.openWorld(`http://127.0.0.1:${port}/webhook`);
  const storm = new WhatsAppStorm(options, world, port);
  try {
    return await storm.run();
  } finally {
    await storm.end();
    await world.close();
  }
}

class WhatsAppStorm {
  readonly #options: WhatsAppStormOptions;
  readonly #world: World;
  readonly #port: number;
  readonly #phones: Phones;
  readonly #looked = new Map<string, number>();
  readonly #errors: string[] = [];
  readonly #starts: number[] = [];
  #redelivered = 0;
  #isOver = false;

  constructor(options: WhatsAppStormOptions, world: World, port: number) {
    this.#options = options;
    this.#world = world;
    this.#phones = new Phones(world.parties);
    this.#port = port;
  }

  async run(): Promise<Figures> {
    const { kills, messages, random, onKill } = this.#options;
    const run: Run = (command, onLine) => this.#launch(command, onLine).end();
    await this.#world.prepare(run);
    const begun = Date.now();
    const playing = this.#play();
    for (let kill = 0; kill < kills; kill += 1) {
      await this.#live((messages * (kill + random())) / (kills + 1));
      onKill(kill + 1);
    }
    await this.#calm();
    this.#isOver = true;
    await playing;
    const measured = { kills, begun, starts: this.#starts, errors: this.#errors };
    const figures = figuresOf(this.#phones, { ...measured, redelivered: this.#redelivered });
    return { ...figures, ...this.#world.figures };
  }

  async end(): Promise<void> {
    this.#isOver = true;
    await this.#program?.kill();
  }

  #program: Program | undefined;

  /** Kills the program once so many messages are kept, now and then even while it starts. */
  async #live(due: number): Promise<void> {
    const { random } = this.#options;
    const program = this.#start();
    if (random() < 0.9) {
      this.#starts.push(await program.ready(() => this.#world.isReady));
      const limit = Date.now() + LONGEST_LIFE_MS;
      while (this.#phones.kept < due && Date.now() < limit) await pause(1);
      await pause(random() * HESITATION_MS);
    } else await pause(random() * START_MS);
    await program.kill();
    this.#redelivered += this.#phones.due.length;
  }

  async #calm(): Promise<void> {
    const program = this.#start();
    this.#starts.push(await program.ready(() => this.#world.isReady));
    const limit = Date.now() + CALM_LIMIT_MS;
    while (!this.#isQuiet && Date.now() < limit) await pause(TICK_MS);
    await pause(this.#world.aftermathMs);
    await program.kill();
  }

  get #isQuiet(): boolean {
    return this.#phones.steps >= this.#options.messages && this.#phones.unfinished === 0;
  }

  /** Keeps citizens writing, and looks at every screen. */
  async #play(): Promise<void> {
    const { messages, busy } = this.#options;
    while (!this.#isOver) {
      for (const citizen of this.#phones.citizens) this.#look(citizen);
      while (this.#phones.steps < messages && this.#phones.unfinished < busy)
        for (const citizen of this.#phones.open()) void this.#write(citizen);
      await pause(TICK_MS);
    }
  }

  /** Does all that a citizen does, each step when the one before is acknowledged, or answered. */
  async #write(citizen: string): Promise<void> {
    while (!this.#isOver && !this.#phones.isDone(citizen)) {
      const due = this.#phones.next(citizen);
      if (!due) {
        await pause(TICK_MS);
        continue;
      }
      await this.#world.deliver(due).then(
        () => this.#phones.keep(due),
        (error: unknown) => this.#complain(String(error)),
      );
    }
  }

  #look(citizen: string): void {
    const arrived = this.#world.arrived(citizen);
    const looked = this.#looked.get(citizen) ?? 0;
    for (const { id, text } of arrived.slice(looked)) this.#phones.show(citizen, id, text);
    this.#looked.set(citizen, arrived.length);
  }

  #start(): Program {
    this.#program = this.#launch(['start'], () => {});
    return this.#program;
  }

  #launch(command: readonly string[], onLine: (line: string) => void): Program {
    const { environment, nodeOptions } = this.#world;
    return new Program({
      command,
      nodeOptions,
      environment: {
        POSKO_DATA: this.#options.folder,
        POSKO_PORT: `${this.#port}`,
        POSKO_CHAT: 'off',
        POSKO_QUIET_MS: '10',
        ...environment,
      },
      onLine,
      onError: (line) => this.#complain(line),
    });
  }

  #complain(text: string): void {
    if (this.#isOver) return;
    this.#errors.push(text);
    this.#options.onError(text);
  }
}
