import { createHash, timingSafeEqual } from 'node:crypto';
import { type Request, Router } from 'express';
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import { isFromThisMachine } from '../http/own-host.ts';
import type { Observation } from '../ports/events.ts';
import { addGauges, type Sources } from './gauges.ts';
import help from './help.json' with { type: 'json' };

const INTAKE_SECONDS = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5];
const ANSWER_SECONDS = [0.1, 0.5, 1, 2, 3, 5, 10, 30, 60, 300, 3600];

/** Metrics of this process; none of them distinguishes citizens. */
class Metrics {
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

/** Collector of metrics, and their page. */
export type OpenMetrics = ReturnType<typeof openMetrics>;

/** Starts collecting metrics. */
export function openMetrics({ token }: { token: string | undefined }) {
  const { registry, observe } = new Metrics();
  return {
    observe,
    /** Returns the page of the metrics, once there are sources. */
    connect(sources: Sources) {
      addGauges(registry, sources);
      return metricsRoutes(registry, token);
    },
  };
}

/** Serves `/metrics` to holders of the token, as behind a proxy every client looks local; without one, to this machine. */
function metricsRoutes(registry: Registry, token: string | undefined): Router {
  return Router().get('/metrics', async (request, response) => {
    if (token === undefined ? !isFromThisMachine(request) : !isSent(request, token)) {
      if (token !== undefined) response.set('www-authenticate', 'Bearer');
      response.status(token === undefined ? 403 : 401).end();
      return;
    }
    response.set('cache-control', 'no-store').set('content-type', registry.contentType);
    response.send(await registry.metrics());
  });
}

/** Hashes have the same length and are compared in constant time. */
function isSent({ headers }: Request, token: string): boolean {
  const [, sent = ''] = /^Bearer ([\x21-\x7e]+)$/i.exec(headers.authorization ?? '') ?? [];
  return timingSafeEqual(digest(sent), digest(token));
}

function digest(text: string): Uint8Array {
  return createHash('sha256').update(text).digest();
}
