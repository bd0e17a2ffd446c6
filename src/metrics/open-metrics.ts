import { hash, timingSafeEqual } from 'node:crypto';
import { type Request, Router } from 'express';
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import { isFromThisMachine } from '../http/own-host.ts';
import type { Observation, Observe } from '../ports/events.ts';
import { addGauges, type Sources } from './gauges.ts';
import help from './help.json' with { type: 'json' };

const INTAKE_SECONDS = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5];
const ENCODER_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3];
const ANSWER_SECONDS = [0.1, 0.5, 1, 2, 3, 5, 10, 30, 60, 300, 3600];

/** Metrics of this process; none of them distinguishes citizens. */
function countInto(registry: Registry): {
  [Type in Observation['type']]?: (seen: Extract<Observation, { type: Type }>) => void;
} {
  const registers = [registry];
  const count = <Label extends string>(name: keyof typeof help, labelNames: Label[]) =>
    new Counter({ name: `${name}_total`, help: help[name], labelNames, registers });
  const measure = (name: keyof typeof help, buckets: number[], labelNames: string[] = []) =>
    new Histogram({ name, help: help[name], buckets, labelNames, registers });
  const received = count('posko_messages_received', ['channel']);
  const repeated = count('posko_duplicates_absorbed', ['channel']);
  const intake = measure('posko_intake_seconds', INTAKE_SECONDS);
  const answered = measure('posko_first_reply_seconds', ANSWER_SECONDS);
  const matched = count('posko_matches', ['tier']);
  const turns = measure('posko_turn_seconds', ANSWER_SECONDS, ['outcome']);
  const encoded = measure('posko_encoder_seconds', ENCODER_SECONDS, ['outcome']);
  const imported = count('posko_source_imports', ['outcome']);
  const tried = count('posko_sends', ['channel', 'outcome', 'code']);
  const swept = count('posko_sweep_found', ['kind']);
  return {
    received(seen) {
      received.inc({ channel: seen.channel }, seen.traces.length);
      repeated.inc({ channel: seen.channel }, seen.repeated);
      intake.observe(toSeconds(seen.ms));
    },
    matched: ({ tier }) => matched.inc({ tier }),
    turn: ({ outcome, ms }) => turns.observe({ outcome }, toSeconds(ms)),
    encoded: ({ outcome, ms }) => encoded.observe({ outcome }, toSeconds(ms)),
    imported: ({ outcome }) => imported.inc({ outcome }),
    answered: ({ ms }) => answered.observe(toSeconds(ms)),
    tried: ({ channel, outcome, code }) => tried.inc({ channel, outcome, code }),
    swept(seen) {
      swept.inc({ kind: 'turn' }, seen.turns);
      swept.inc({ kind: 'send' }, seen.sends);
    },
  };
}

/** A clock that was set back must not give a negative value. */
function toSeconds(ms: number): number {
  return Math.max(0, ms) / 1000;
}

/** Starts collecting metrics, to which `connect` adds what is read when somebody looks; what is seen is never a reason to throw, because a metric must not stop a turn. */
export function openMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'posko_' });
  const counted = countInto(registry) as Readonly<Record<string, (seen: Observation) => void>>; // each by its own type
  const connect = (sources: Sources) => addGauges(registry, sources);
  const observe: Observe = (seen) => counted[seen.type]?.(seen);
  return { registry, observe, connect };
}

/** Serves `/metrics` to holders of the token, as behind a proxy every client looks local; without one, to this machine. */
export function metricsRoutes(registry: Registry, token: string | undefined): Router {
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
  return timingSafeEqual(hash('sha256', sent, 'buffer'), hash('sha256', token, 'buffer'));
}
