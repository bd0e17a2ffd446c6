import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { Observation } from '../ports/events.ts';
import help from './help.json' with { type: 'json' };

const INTAKE_SECONDS = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5];
const ANSWER_SECONDS = [0.1, 0.5, 1, 2, 3, 5, 10, 30, 60, 300, 3600];

/** Metrics of this process; none of them distinguishes citizens. */
export class Metrics {
  readonly registry = new Registry();
  readonly #received = this.#count('posko_messages_received', ['channel']);
  readonly #repeated = this.#count('posko_duplicates_absorbed', ['channel']);
  readonly #intake = this.#measure('posko_intake_seconds', INTAKE_SECONDS);
  readonly #answered = this.#measure('posko_first_reply_seconds', ANSWER_SECONDS);
  readonly #matched = this.#count('posko_matches', ['tier']);
  readonly #tried = this.#count('posko_sends', ['channel', 'outcome']);
  readonly #swept = this.#count('posko_sweep_found', ['kind']);

  constructor() {
    collectDefaultMetrics({ register: this.registry, prefix: 'posko_' });
  }

  /** Records an observation; never throws, because a metric must not stop a turn. */
  readonly observe = (seen: Observation): void => {
    switch (seen.type) {
      case 'received':
        this.#received.inc({ channel: seen.channel }, seen.fresh);
        this.#repeated.inc({ channel: seen.channel }, seen.repeated);
        this.#intake.observe(toSeconds(seen.ms));
        break;
      case 'matched':
        this.#matched.inc({ tier: seen.tier });
        break;
      case 'answered':
        this.#answered.observe(toSeconds(seen.ms));
        break;
      case 'tried':
        this.#tried.inc({ channel: seen.channel, outcome: seen.outcome });
        break;
      case 'swept':
        this.#swept.inc({ kind: 'turn' }, seen.turns);
        this.#swept.inc({ kind: 'send' }, seen.sends);
        break;
      case 'imported': // the log tells of these
      case 'erased':
        break;
    }
  };

  #count(name: keyof typeof help, labelNames: string[]) {
    return new Counter({
      name: `${name}_total`,
      help: help[name],
      labelNames,
      registers: [this.registry],
    });
  }

  #measure(name: keyof typeof help, buckets: number[]) {
    return new Histogram({ name, help: help[name], buckets, registers: [this.registry] });
  }
}

/** A clock that was set back must not give a negative value. */
function toSeconds(ms: number): number {
  return Math.max(0, ms) / 1000;
}
