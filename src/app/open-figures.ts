import { randomUUID } from 'node:crypto';
import { Router } from 'express';
import type { Logger } from 'pino';
import manifest from '../../package.json' with { type: 'json' };
import type { Config } from '../config/config.ts';
import type { Sources } from '../metrics/gauges.ts';
import { within } from '../ports/concurrency-limit.ts';
import { type Observation, type Observe, observeNothing } from '../ports/events.ts';
import type { Role } from './open-channels.ts';
import texts from './start-texts.json' with { type: 'json' };

/** What gathers figures and traces; `connect` adds what is read when somebody looks, and returns the page for Prometheus. */
export type Figures = Awaited<ReturnType<typeof openFigures>>;

/** A receiver that does not answer holds up the end of a process no longer. */
const LAST_EXPORT_MS = 3000;

/** Tells the log what happens, and gathers figures where the operator wants them; their libraries are loaded only then. */
export async function openFigures({ metrics: page, telemetry }: Config, role: Role, log: Logger) {
  if (!page && !telemetry) {
    return { observe: logEvents(log), connect: () => Router(), close: async () => {} };
  }
  const { version } = manifest;
  if (telemetry?.headers) process.env.OTEL_EXPORTER_OTLP_HEADERS = telemetry.headers; // its exporters read it there
  const { openMetrics, metricsRoutes } = await import('../metrics/open-metrics.ts');
  const { registry, observe, connect } = openMetrics();
  const exporting =
    telemetry &&
    (await import('../metrics/open-telemetry.ts')).openTelemetry({
      traces: telemetry.traces,
      metrics: telemetry.hasMetrics ? registry : undefined,
      attributes: {
        ...{ 'service.name': telemetry.service, 'service.version': version },
        ...{ 'service.instance.id': randomUUID(), 'posko.role': role },
      },
      onAway: () => log.warn('traces and metrics cannot be exported'),
    });
  return {
    observe: logEvents(log, (seen) => {
      observe(seen);
      exporting?.observe(seen);
    }),
    connect(sources: Omit<Sources, 'version'>) {
      connect({ ...sources, version });
      return page ? metricsRoutes(registry, page.token) : Router();
    },
    close: () => within(LAST_EXPORT_MS, Promise.resolve(exporting?.close()), () => undefined),
  };
}

const MINUTE_MS = 60_000;

/** Tells the log what happens, and `further`: imports, erasures and traces by a line each, messages by their counts once a minute. */
export function logEvents(log: Logger, further: Observe = observeNothing): Observe {
  let counts: Record<string, number> = {};
  const add = (name: string, more: number) => {
    counts[name] = (counts[name] ?? 0) + more;
  };
  setInterval(() => {
    if (Object.values(counts).some((count) => count > 0)) log.info(counts, 'in the last minute');
    counts = {};
  }, MINUTE_MS).unref();
  return (seen) => {
    further(seen);
    if (seen.type === 'received') {
      add('received', seen.traces.length);
      add('repeated', seen.repeated);
    }
    if (seen.type === 'answered') add('answered', 1);
    if (seen.type === 'tried') add(seen.outcome === 'sent' ? 'sent' : 'unsent', 1);
    tellTraces(log, seen);
    if (seen.type === 'erased') log.info('what is past its time was erased');
    if (seen.type !== 'imported') return;
    if (seen.outcome === 'taken') log.info({ count: seen.count }, 'a source was imported');
    else log.warn('a source could not be imported: /review/sources says why');
  };
}

/** Tells of single messages, turns and replies, which only their traces join; of what failed in any case. */
function tellTraces(log: Logger, seen: Observation): void {
  if (!('traces' in seen)) return;
  const { outcome, ms } = seen;
  const { channel, code } = { channel: undefined, code: '', ...seen };
  const level = outcome === 'failed' ? 'warn' : 'debug';
  const fields = { channel, outcome, ms, fault: Number(code) || undefined };
  for (const trace_id of seen.traces) log[level]({ trace_id, ...fields }, texts.traced[seen.type]);
}
